// @ts-check
import { Labelling } from "./stream/labelling.js";

/** The stream of texts to label. The server has drawn everything inside it; from then on it lives without a circuit. */
class AnnotationStream extends HTMLElement {
    /** @type {Labelling | null} */
    #labelling = null;

    connectedCallback() {
        this.#labelling = new Labelling(this);
    }

    disconnectedCallback() {
        this.#labelling?.stop();
        this.#labelling = null;
    }
}

customElements.define("annotation-stream", AnnotationStream);
