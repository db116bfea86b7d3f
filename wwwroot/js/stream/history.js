// @ts-check
/** @import { Decision, Given } from "./types.js" */
import { drawing, element, part } from "./parts.js";
import { plural, seconds } from "./words.js";

/** @typedef {{ key: string, given: Given, decision: Decision }} Entry */

const shown = 6;

/** What this person decided since the page was opened, newest first. Texts stay in memory: nothing of them is ever stored. */
export class History {
    #root;
    #reopen;
    /** @type {Entry[]} */
    #entries = [];

    /**
     * @param {HTMLElement} root
     * @param {(entry: Entry) => void} reopen
     */
    constructor(root, reopen) {
        this.#root = root;
        this.#reopen = reopen;
    }

    get last() {
        return this.#entries[0];
    }

    /** @param {string} key */
    find(key) {
        return this.#entries.find(entry => entry.key === key);
    }

    /** @param {Entry} entry */
    add(entry) {
        this.#entries.unshift(entry);
        this.#paint();
    }

    /** @param {Entry} entry */
    remove(entry) {
        this.#entries = this.#entries.filter(other => other !== entry);
        this.#paint();
    }

    #paint() {
        part(this.#root, "history-none").hidden = this.#entries.length > 0;
        part(this.#root, "history-list").replaceChildren(...this.#entries.slice(0, shown).map((entry, at) => this.#row(entry, at === 0)));
    }

    /**
     * @param {Entry} entry
     * @param {boolean} isLast
     */
    #row(entry, isLast) {
        const undo = element("button", { class: "btn quiet sm", type: "button" });
        if (isLast)
            undo.append(drawing(this.#root, "[data-drawing=undo] svg"), "Undo ", element("kbd", { "aria-hidden": "true" }, "Z"));
        else
            undo.append("Reopen");
        undo.addEventListener("click", () => this.#reopen(entry));
        return element(
            "li", {},
            this.#chip(entry.decision),
            element("p", {}, entry.given.item.text.slice(0, 160)),
            element("span", { class: "xs spent" }, seconds(entry.decision.elapsedMs)),
            undo);
    }

    /** @param {Decision} decision */
    #chip(decision) {
        if (decision.action !== "submit")
            return element("span", { class: "chip" }, decision.action === "skip" ? "Skipped" : "Flagged");
        if (decision.labels.length !== 1)
            return element("span", { class: "chip" }, decision.labels.length === 0 ? "None fit" : plural(decision.labels.length, "label"));
        const name = decision.labels[0];
        const choice = /** @type {HTMLElement | null} */ (this.#root.querySelector(`.choice[data-label="${CSS.escape(name)}"]`));
        const chip = element("span", { class: "lchip plain" }, element("i", { class: "dot" }), element("span", { class: "ellipsis" }, name));
        if (choice && !choice.classList.contains("plain")) {
            chip.className = ["lchip", ...[...choice.classList].filter(one => /^c\d+$/.test(one))].join(" ");
            // A label's own colour is set by its button's style; only the three properties that carry it are taken over.
            for (const name of ["--c", "--ci", "--ct"])
                if (choice.style.getPropertyValue(name))
                    chip.style.setProperty(name, choice.style.getPropertyValue(name));
        }
        return chip;
    }
}
