// @ts-check

/**
 * The points of a map, array by array.
 * @typedef {object} Points
 * @property {number} count
 * @property {number} lowest The id from which the others are counted.
 * @property {Uint32Array} offsets
 * @property {Int16Array} places x and y of each in turn.
 * @property {Uint8Array} labels Class of each: an index of the labels, 254 none, 255 nobody has said.
 * @property {Uint8Array} predictions
 * @property {Uint8Array} doubts 0 to 200, 255 not asked.
 */

/** Nobody has said. */
export const unknown = 255;

/**
 * @param {ArrayBuffer} bytes As the server's MapPoints writes them, little-endian like every machine that has a browser.
 * @returns {Points}
 */
export function read(bytes) {
    const header = new DataView(bytes);
    if (bytes.byteLength < 16 || header.getUint32(0, true) !== 0x3150414d)
        throw new Error("These are no points of a map.");
    const count = header.getUint32(4, true);
    if (bytes.byteLength !== 16 + 11 * count)
        throw new Error("Points are missing.");
    return {
        count,
        lowest: header.getFloat64(8, true),
        offsets: new Uint32Array(bytes, 16, count),
        places: new Int16Array(bytes, 16 + 4 * count, 2 * count),
        labels: new Uint8Array(bytes, 16 + 8 * count, count),
        predictions: new Uint8Array(bytes, 16 + 9 * count, count),
        doubts: new Uint8Array(bytes, 16 + 10 * count, count),
    };
}
