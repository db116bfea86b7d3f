// @ts-check
const most = 200;
const margin = 18;

/** Where on the canvas a place of the map lies, in CSS pixels. */
export class Camera {
    #zoom = 1;
    /** Shift of the map's middle from the canvas's. */
    #x = 0;
    #y = 0;
    #width = 0;
    #height = 0;

    /**
     * @param {number} width
     * @param {number} height
     */
    fit(width, height) {
        [this.#width, this.#height] = [width, height];
    }

    /** How much closer than the whole map. */
    get closeness() {
        return this.#zoom;
    }

    /** Pixels across and down for one unit of a place. The map is square, and stretched a little to use a wide window. */
    get scale() {
        const least = Math.max(Math.min(this.#width, this.#height) - 2 * margin, 1);
        const wide = Math.min(Math.max(this.#width - 2 * margin, 1), least * 1.5);
        const tall = Math.min(Math.max(this.#height - 2 * margin, 1), least * 1.5);
        return { x: wide / 65534 * this.#zoom, y: tall / 65534 * this.#zoom };
    }

    /** Where the map's middle lies. */
    get middle() {
        return { x: this.#width / 2 + this.#x, y: this.#height / 2 + this.#y };
    }

    /**
     * @param {number} factor
     * @param {number} x What stays where it is.
     * @param {number} y
     */
    zoom(factor, x, y) {
        const zoom = Math.min(most, Math.max(0.5, this.#zoom * factor));
        const change = zoom / this.#zoom;
        const middle = this.middle;
        this.#x += (x - middle.x) * (1 - change);
        this.#y += (y - middle.y) * (1 - change);
        this.#zoom = zoom;
    }

    /**
     * @param {number} x
     * @param {number} y
     */
    move(x, y) {
        this.#x += x;
        this.#y += y;
    }

    reset() {
        [this.#zoom, this.#x, this.#y] = [1, 0, 0];
    }
}
