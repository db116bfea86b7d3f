// @ts-check
import { Camera } from "./map/camera.js";
import { Painter } from "./map/painter.js";
import { read } from "./map/points.js";

/** @import { Points } from "./map/points.js" */

const step = 1.5;
const pace = 60;
const reach = 14;

/** A map of the pool. The server draws everything around it and says in attributes what is wanted; points and gestures are its own. */
class PoolMap extends HTMLElement {
    static observedAttributes = ["data-src", "data-by", "data-only", "data-plain"];

    /** @type {Points | null} */
    #points = null;
    #camera = new Camera();
    /** @type {Painter | null} */
    #painter = null;
    #fetched = "";
    #frame = 0;
    #stop = new AbortController();
    /** @type {Map<number, {x: number, y: number}>} Fingers, by pointer. */
    #fingers = new Map();
    #travelled = 0;

    connectedCallback() {
        // Blazor puts an element into the page before it fills it.
        setTimeout(() => this.isConnected && !this.#painter && this.#begin());
    }

    disconnectedCallback() {
        this.#stop.abort();
        this.#painter = null;
        cancelAnimationFrame(this.#frame);
    }

    #begin() {
        this.#stop = new AbortController();
        this.#fetched = "";
        const canvas = this.#canvas;
        this.#painter = new Painter(canvas);
        const signal = this.#stop.signal;
        canvas.addEventListener("wheel", event => this.#wheel(event), { passive: false, signal });
        canvas.addEventListener("pointerdown", event => this.#down(event), { signal });
        canvas.addEventListener("pointermove", event => this.#drag(event), { signal });
        canvas.addEventListener("pointerup", event => this.#up(event), { signal });
        canvas.addEventListener("pointercancel", event => this.#fingers.delete(event.pointerId), { signal });
        canvas.addEventListener("keydown", event => this.#key(event), { signal });
        for (const name of ["focus", "blur"])
            canvas.addEventListener(name, () => this.#ask(), { signal });
        this.addEventListener("click", event => this.#act(/** @type {HTMLElement} */ (event.target).closest("button")?.dataset.act), { signal });
        const size = new ResizeObserver(() => this.#ask());
        size.observe(canvas);
        const theme = new MutationObserver(() => this.#recolour());
        theme.observe(document.documentElement, { attributeFilter: ["class"] });
        signal.addEventListener("abort", () => { size.disconnect(); theme.disconnect(); });
        this.#load();
    }

    /** @param {string} name */
    attributeChangedCallback(name) {
        if (!this.isConnected || !this.#painter)
            return;
        if (name === "data-src")
            this.#load();
        else
            // The legend, whose dots are the palette, is changed in the same breath.
            setTimeout(() => this.#recolour());
    }

    /** Draws at once, and says how long it took in milliseconds. */
    draw() {
        if (!this.#points || !this.#painter)
            return 0;
        const started = performance.now();
        this.#camera.fit(this.#canvas.clientWidth, this.#canvas.clientHeight);
        this.#painter.draw(this.#points, this.#camera, document.activeElement === this.#canvas);
        return performance.now() - started;
    }

    get #canvas() {
        return /** @type {HTMLCanvasElement} */ (this.querySelector("canvas"));
    }

    async #load() {
        const address = this.dataset.src ?? "";
        if (address === this.#fetched)
            return;
        this.#fetched = address;
        try {
            const answer = await fetch(address, { headers: { "X-Studio": "1" }, signal: this.#stop.signal });
            if (!answer.ok)
                throw new Error(`${answer.status}`);
            const points = read(await answer.arrayBuffer());
            if (address !== this.#fetched)
                return;
            this.#points = points;
            this.#say("");
            this.#recolour();
        } catch {
            if (this.#stop.signal.aborted)
                return;
            this.#fetched = "";
            this.#say("The points could not be fetched. Load the page again.");
        }
    }

    /** @param {string} words */
    #say(words) {
        const note = /** @type {HTMLElement} */ (this.querySelector(".note"));
        note.textContent = words;
        note.hidden = words === "";
    }

    #recolour() {
        if (!this.#points || !this.#painter)
            return;
        const only = this.dataset.only ? Number(this.dataset.only) : null;
        this.#painter.prepare(this.#points, this.dataset.by ?? "label", only, this.dataset.plain !== undefined, this.parentElement ?? this);
        this.#ask();
    }

    #ask() {
        cancelAnimationFrame(this.#frame);
        this.#frame = requestAnimationFrame(() => this.draw());
    }

    /** @param {WheelEvent} event */
    #wheel(event) {
        event.preventDefault();
        this.#camera.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), event.offsetX, event.offsetY);
        this.#ask();
    }

    /** @param {PointerEvent} event */
    #down(event) {
        this.#canvas.setPointerCapture(event.pointerId);
        this.#fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
        if (this.#fingers.size === 1)
            this.#travelled = 0;
    }

    /** @param {PointerEvent} event */
    #drag(event) {
        const finger = this.#fingers.get(event.pointerId);
        if (!finger)
            return;
        const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
        if (other) {
            const before = Math.hypot(finger.x - other.x, finger.y - other.y);
            const after = Math.hypot(event.offsetX - other.x, event.offsetY - other.y);
            this.#camera.zoom(after / Math.max(before, 1), other.x, other.y);
            this.#travelled = Infinity;
        } else {
            this.#camera.move(event.offsetX - finger.x, event.offsetY - finger.y);
            this.#travelled += Math.hypot(event.offsetX - finger.x, event.offsetY - finger.y);
        }

        this.#fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
        this.#ask();
    }

    /** @param {PointerEvent} event */
    #up(event) {
        if (this.#fingers.delete(event.pointerId) && this.#travelled < 5)
            this.#open(event.offsetX, event.offsetY, reach);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey)
            return;
        const { clientWidth: width, clientHeight: height } = this.#canvas;
        switch (event.key) {
            case "+": case "=": this.#act("in"); break;
            case "-": case "_": this.#act("out"); break;
            case "0": this.#act("all"); break;
            case "ArrowLeft": this.#camera.move(pace, 0); break;
            case "ArrowRight": this.#camera.move(-pace, 0); break;
            case "ArrowUp": this.#camera.move(0, pace); break;
            case "ArrowDown": this.#camera.move(0, -pace); break;
            case "Enter": this.#open(width / 2, height / 2, Infinity); break;
            default: return;
        }

        event.preventDefault();
        this.#ask();
    }

    /** @param {string | undefined} name */
    #act(name) {
        const { clientWidth: width, clientHeight: height } = this.#canvas;
        if (name === "in" || name === "out")
            this.#camera.zoom(name === "in" ? step : 1 / step, width / 2, height / 2);
        else if (name === "all")
            this.#camera.reset();
        else
            return;
        this.#ask();
    }

    /**
     * Opens the nearest item that is shown, through a link so that the page's own router takes it.
     * @param {number} x
     * @param {number} y
     * @param {number} within
     */
    #open(x, y, within) {
        const nearest = this.#points && this.#painter ? this.#painter.nearest(this.#points, this.#camera, x, y, within) : -1;
        if (nearest < 0 || !this.#points)
            return;
        const link = document.createElement("a");
        link.href = `${this.dataset.item}${this.#points.lowest + this.#points.offsets[nearest]}`;
        link.hidden = true;
        this.append(link);
        link.click();
        link.remove();
    }
}

customElements.define("pool-map", PoolMap);
