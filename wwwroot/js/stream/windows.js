// @ts-check
import { focusText, optional, part } from "./parts.js";

const sizeKey = "studio.text-size";
const sizes = [0.74, 0.83, 0.91, 1, 1.09, 1.17, 1.26];

/** What opens beside or over the text: guidelines, the list of keys; and the size of the text. */
export class Windows {
    #root;

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
        this.#resize(Number(localStorage.getItem(sizeKey) ?? 3));
    }

    get help() {
        return /** @type {HTMLDialogElement} */ (part(this.#root, "help"));
    }

    toggleDrawer() {
        const drawer = part(this.#root, "drawer");
        drawer.hidden = !drawer.hidden;
        const opener = /** @type {HTMLElement | null} */ (this.#root.querySelector("[aria-controls=guidelines]"));
        opener?.setAttribute("aria-expanded", String(!drawer.hidden));
        if (drawer.hidden)
            focusText(this.#root);
        else
            part(this.#root, "drawer-title").focus({ preventScroll: true });
    }

    toggleHelp() {
        if (this.help.open)
            this.help.close();
        else
            this.help.showModal();
    }

    /** @returns {boolean} Whether something was open. */
    closeAny() {
        if (optional(this.#root, "drawer")?.hidden !== false)
            return false;
        this.toggleDrawer();
        return true;
    }

    /** @param {number} step */
    grow(step) {
        const at = Number(this.#root.dataset.size ?? 3);
        this.#resize(Math.min(sizes.length - 1, Math.max(0, at + step)));
    }

    /** @param {number} at */
    #resize(at) {
        const index = sizes[at] === undefined ? 3 : at;
        this.#root.dataset.size = String(index);
        this.#root.style.setProperty("--item-scale", String(sizes[index]));
        localStorage.setItem(sizeKey, String(index));
    }
}
