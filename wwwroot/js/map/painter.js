// @ts-check
/** @import { Camera } from "./camera.js" */
/** @import { Points } from "./points.js" */
import { unknown } from "./points.js";

const fifths = 5;

/** Draws points into a picture of its own, pixel by pixel, which costs far less than a shape of the canvas for each. */
export class Painter {
    #canvas;
    #context;
    /** @type {ImageData | null} */
    #picture = null;
    /** Colour of each class: in full, and stepped back. */
    #full = new Uint32Array(256);
    #faint = new Uint32Array(256);
    #ground = 0;
    #ring = 0;
    #accent = 0;
    /** @type {Uint8Array} Class of each point. */
    #classes = new Uint8Array(0);
    /** @type {Uint32Array} Points from behind to front. */
    #order = new Uint32Array(0);
    /** @type {number | null} */
    #only = null;
    #ringed = false;
    /** Points of the order that are stepped back; the labelled ones are the last. */
    #behind = 0;
    #unlabelled = 0;

    /** @param {HTMLCanvasElement} canvas */
    constructor(canvas) {
        this.#canvas = canvas;
        this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
    }

    /**
     * Takes the colours from the legend, and sorts the points.
     * @param {Points} points
     * @param {string} by
     * @param {number | null} only
     * @param {boolean} plain Whether only a chosen class has a colour.
     * @param {Element} legend
     */
    prepare(points, by, only, plain, legend) {
        [this.#only, this.#ringed] = [only, by !== "label"];
        this.#classes = by === "label" ? points.labels : by === "prediction" ? points.predictions : inFifths(points.doubts);
        this.#palette(legend);
        if (plain && only === null)
            for (let kind = 0; kind < 254; kind++)
                this.#full[kind] = this.#accent;
        const groups = [[], [], []];
        for (let point = 0; point < points.count; point++)
            /** @type {number[]} */ (groups[this.#isBehind(point) ? 0 : points.labels[point] === unknown ? 1 : 2]).push(point);
        this.#order = Uint32Array.from(groups.flat());
        [this.#behind, this.#unlabelled] = [groups[0].length, groups[0].length + groups[1].length];
    }

    /**
     * @param {Points} points
     * @param {Camera} camera
     * @param {boolean} showsMiddle
     */
    draw(points, camera, showsMiddle) {
        const ratio = Math.min(devicePixelRatio || 1, 2);
        const width = Math.max(1, Math.round(this.#canvas.clientWidth * ratio));
        const height = Math.max(1, Math.round(this.#canvas.clientHeight * ratio));
        if (!this.#picture || this.#picture.width !== width || this.#picture.height !== height) {
            [this.#canvas.width, this.#canvas.height] = [width, height];
            this.#picture = new ImageData(width, height);
        }

        const pixels = new Uint32Array(this.#picture.data.buffer);
        pixels.fill(this.#ground);
        const size = ratio * Math.min(4, (points.count > 20000 ? 1.1 : points.count > 3000 ? 1.7 : 2.6) * camera.closeness ** 0.3);
        const small = disc(size, width);
        const large = disc(size + ratio * 1.3, width);
        const rim = disc(size + ratio * 2.4, width);
        const scale = camera.scale;
        const middle = camera.middle;
        const [scaleX, scaleY, shiftX, shiftY] = [scale.x * ratio, scale.y * ratio, middle.x * ratio, middle.y * ratio];
        const edge = Math.ceil(size + ratio * 3);
        for (let at = 0; at < this.#order.length; at++) {
            const point = this.#order[at];
            const x = Math.round(points.places[2 * point] * scaleX + shiftX);
            const y = Math.round(points.places[2 * point + 1] * scaleY + shiftY);
            if (x < edge || y < edge || x >= width - edge || y >= height - edge)
                continue;
            const spot = y * width + x;
            const kind = this.#classes[point];
            if (at < this.#behind)
                stamp(pixels, spot, small, this.#faint[kind]);
            else if (at < this.#unlabelled)
                stamp(pixels, spot, small, this.#full[kind]);
            else {
                stamp(pixels, spot, rim, this.#ringed ? this.#ring : this.#ground);
                stamp(pixels, spot, large, this.#full[kind]);
            }
        }

        this.#context.putImageData(this.#picture, 0, 0);
        if (showsMiddle)
            this.#cross(width / 2, height / 2, ratio);
    }

    /**
     * The nearest point that is not stepped back; -1 when none is near enough.
     * @param {Points} points
     * @param {Camera} camera
     * @param {number} x
     * @param {number} y
     * @param {number} within
     */
    nearest(points, camera, x, y, within) {
        const scale = camera.scale;
        const middle = camera.middle;
        let [best, closest] = [-1, within * within];
        for (let at = this.#only === null ? 0 : this.#behind; at < this.#order.length; at++) {
            const point = this.#order[at];
            const distance = (points.places[2 * point] * scale.x + middle.x - x) ** 2 + (points.places[2 * point + 1] * scale.y + middle.y - y) ** 2;
            if (distance <= closest)
                [best, closest] = [point, distance];
        }

        return best;
    }

    /** @param {number} point */
    #isBehind(point) {
        return this.#only === null ? this.#classes[point] === unknown : this.#classes[point] !== this.#only;
    }

    /** @param {Element} legend */
    #palette(legend) {
        const probe = document.createElement("canvas");
        probe.width = probe.height = 1;
        const context = /** @type {CanvasRenderingContext2D} */ (probe.getContext("2d", { willReadFrequently: true }));
        const style = getComputedStyle(this.#canvas);
        const ground = getComputedStyle(/** @type {Element} */ (this.#canvas.parentElement)).backgroundColor;
        /** @param {string} colour @param {number} [strength] */
        const pixel = (colour, strength = 1) => {
            context.globalAlpha = 1;
            context.fillStyle = ground;
            context.fillRect(0, 0, 1, 1);
            context.globalAlpha = strength;
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0];
        };
        this.#ground = pixel(ground);
        this.#ring = pixel(style.getPropertyValue("--text"), 0.85);
        this.#accent = pixel(style.getPropertyValue("--accent"));
        const back = pixel(style.getPropertyValue("--muted"), this.#only === null ? 0.34 : 0.2);
        this.#full.fill(pixel(style.getPropertyValue("--line-strong")));
        this.#faint.fill(back);
        for (const entry of legend.querySelectorAll("[data-class]")) {
            const dot = entry.querySelector(".dot");
            const kind = Number(/** @type {HTMLElement} */ (entry).dataset.class);
            if (dot)
                this.#full[kind] = pixel(getComputedStyle(dot).backgroundColor);
        }
    }

    /**
     * What Enter opens lies under this cross.
     * @param {number} x
     * @param {number} y
     * @param {number} ratio
     */
    #cross(x, y, ratio) {
        this.#context.strokeStyle = getComputedStyle(this.#canvas).getPropertyValue("--accent");
        this.#context.lineWidth = 1.5 * ratio;
        this.#context.beginPath();
        for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
            this.#context.moveTo(x + 5 * ratio * dx, y + 5 * ratio * dy);
            this.#context.lineTo(x + 12 * ratio * dx, y + 12 * ratio * dy);
        }

        this.#context.stroke();
    }
}

/**
 * How far the pixels of a disc lie from its middle.
 * @param {number} radius
 * @param {number} width Of the picture.
 */
function disc(radius, width) {
    const far = Math.ceil(radius);
    const spots = [];
    for (let y = -far; y <= far; y++)
        for (let x = -far; x <= far; x++)
            if (x * x + y * y <= radius * radius + 0.5)
                spots.push(y * width + x);
    return Int32Array.from(spots);
}

/**
 * @param {Uint32Array} pixels
 * @param {number} spot
 * @param {Int32Array} shape
 * @param {number} colour
 */
function stamp(pixels, spot, shape, colour) {
    for (let at = 0; at < shape.length; at++)
        pixels[spot + shape[at]] = colour;
}

/** @param {Uint8Array} doubts */
function inFifths(doubts) {
    return doubts.map(doubt => doubt === unknown ? unknown : Math.min(fifths - 1, Math.floor(doubt * fifths / 200)));
}
