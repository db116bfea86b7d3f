// @ts-check
import { focusText, part } from "./parts.js";

/** The line that a comment is written in; it lies over the actions, so that nothing moves. */
export class Remark {
    #root;
    #form;
    #box;
    /** @type {((text: string) => void) | null} */
    #done = null;

    /** What goes along with the next decision. */
    text = "";

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
        this.#form = /** @type {HTMLFormElement} */ (part(root, "remark"));
        this.#box = /** @type {HTMLInputElement} */ (part(root, "remark-text"));
        this.#form.addEventListener("submit", event => {
            event.preventDefault();
            const done = this.#done;
            this.text = this.#box.value.trim();
            this.close();
            done?.(this.text);
        });
        this.#form.addEventListener("keydown", event => {
            if (event.key !== "Escape")
                return;
            event.stopPropagation();
            this.close();
        });
    }

    /**
     * @param {string} label
     * @param {string} verb
     * @param {(text: string) => void} done
     */
    ask(label, verb, done) {
        this.#done = done;
        part(this.#root, "remark-label").textContent = label;
        part(this.#root, "remark-go").textContent = verb;
        this.#box.placeholder = label;
        this.#box.value = this.text;
        this.#form.hidden = false;
        this.#box.focus();
    }

    close() {
        if (this.#form.hidden)
            return;
        this.#form.hidden = true;
        this.#done = null;
        this.paint();
        focusText(this.#root);
    }

    clear() {
        this.text = "";
        this.paint();
    }

    paint() {
        part(this.#root, "comment").setAttribute("aria-pressed", String(this.text !== ""));
        part(this.#root, "comment-words").textContent = this.text === "" ? "Comment" : "Comment kept";
    }
}
