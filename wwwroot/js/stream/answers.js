// @ts-check
/** @import { Given, Settings, SuggestedLabel } from "./types.js" */
import { drawing, element, part } from "./parts.js";
import { opinion, percent, plural } from "./words.js";

/** @typedef {{ name: string, key: string, parents: string[], button: HTMLButtonElement }} Choice */

/**
 * The labels as buttons that never move. In a single-label project choosing decides; in a multi-label one it toggles, and a label brings its
 * parents along. Events: `decide` with the labels, `change` when what is chosen changed.
 */
export class Answers extends EventTarget {
    #root;
    #settings;
    /** @type {Map<string, Choice>} */
    #choices = new Map();
    /** What the person chose; what that brings along comes on top. @type {Set<string>} */
    #chosen = new Set();
    /** @type {SuggestedLabel[]} */
    #suggested = [];
    #isOpen = false;

    /**
     * @param {HTMLElement} root
     * @param {Settings} settings
     */
    constructor(root, settings) {
        super();
        this.#root = root;
        this.#settings = settings;
        for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (part(root, "choices").querySelectorAll("button[data-label]"))) {
            const { label, key, parents } = button.dataset;
            const choice = { name: label ?? "", key: key ?? "", parents: parents ? parents.split("|") : [], button };
            this.#choices.set(choice.name, choice);
            button.addEventListener("click", () => this.pick(choice.name));
        }
    }

    get isMulti() {
        return this.#settings.task === "multi";
    }

    /** The labels as they would be sent: the chosen ones and all that they bring. */
    get labels() {
        return [...this.#choices.keys()].filter(name => this.#chosen.has(name) || this.#isBrought(name));
    }

    /**
     * Opens the answers for an item, with what was chosen for it before.
     * @param {Given} given
     * @param {boolean} showsSuggestion
     * @param {string} silence What stands in the suggestion's place where there is none.
     * @param {string[]} before
     */
    show(given, showsSuggestion, silence, before = []) {
        this.#isOpen = true;
        this.#chosen = new Set(before.filter(name => this.#choices.has(name)));
        this.reveal([], []);
        this.#suggest(given, showsSuggestion, silence);
        this.#enable(true);
        this.#paint();
    }

    /**
     * Shows on the answers which are right, once one was given.
     * @param {string[]} right
     * @param {string[]} said
     */
    reveal(right, said) {
        for (const { name, button } of this.#choices.values()) {
            button.classList.toggle("right", right.includes(name));
            button.classList.toggle("wrong", said.includes(name) && !right.includes(name));
        }
    }

    close() {
        this.#isOpen = false;
        this.#chosen.clear();
        this.#suggested = [];
        this.#enable(false);
        this.#lean({ what: "", how: "", strength: "none" });
        this.#paint();
    }

    /** @param {string} key @returns {boolean} Whether the key stands for a label. */
    press(key) {
        const choice = [...this.#choices.values()].find(one => one.key === key);
        const close = this.#settings.hasPanel && key >= "1" && key <= "9" ? this.#closeOnes()[Number(key) - 1] : undefined;
        const name = choice?.name ?? close?.label;
        if (!name)
            return false;
        this.pick(name);
        return true;
    }

    /** @param {string} name */
    pick(name) {
        if (!this.#isOpen)
            return;
        if (!this.isMulti) {
            this.dispatchEvent(new CustomEvent("decide", { detail: [name] }));
            return;
        }

        if (!this.#chosen.delete(name))
            this.#chosen.add(name);
        this.#paint();
        this.dispatchEvent(new Event("change"));
    }

    /** Enter: what the model suggests in a single-label project, what is chosen in a multi-label one. */
    go() {
        if (!this.#isOpen)
            return;
        const best = this.#suggested.find(label => label.suggested);
        if (!this.isMulti && best)
            this.pick(best.label);
        else if (this.isMulti && this.labels.length > 0)
            this.dispatchEvent(new CustomEvent("decide", { detail: this.labels }));
    }

    /** None of them fits, which is an answer too. */
    none() {
        if (this.#isOpen && this.isMulti)
            this.dispatchEvent(new CustomEvent("decide", { detail: [] }));
    }

    /** Chooses all that the model suggests. */
    takeSuggested() {
        if (!this.#isOpen || !this.isMulti)
            return;
        for (const label of this.#suggested)
            if (label.suggested)
                this.#chosen.add(label.label);
        this.#paint();
        this.dispatchEvent(new Event("change"));
    }

    /** @param {boolean} isOpen */
    #enable(isOpen) {
        const acts = /** @type {NodeListOf<HTMLButtonElement>} */ (part(this.#root, "acts").querySelectorAll(":scope > button.quiet"));
        for (const button of [...[...this.#choices.values()].map(choice => choice.button), ...acts])
            button.disabled = !isOpen;
    }

    /** @param {string} name */
    #isBrought(name) {
        return [...this.#chosen].some(chosen => this.#ancestors(chosen).has(name));
    }

    /** @param {string} name */
    #ancestors(name) {
        /** @type {Set<string>} */
        const found = new Set();
        const open = this.isMulti ? [...this.#choices.get(name)?.parents ?? []] : [];
        for (let next = open.pop(); next !== undefined; next = open.pop())
            if (!found.has(next)) {
                found.add(next);
                open.push(...this.#choices.get(next)?.parents ?? []);
            }
        return found;
    }

    /**
     * @param {Given} given
     * @param {boolean} shows
     * @param {string} silence
     */
    #suggest(given, shows, silence) {
        const suggestion = shows ? given.suggestion : null;
        this.#suggested = suggestion?.labels ?? [];
        const byName = new Map(this.#suggested.map(label => [label.label, label]));
        for (const { name, button } of this.#choices.values()) {
            const label = byName.get(name);
            const share = /** @type {HTMLElement} */ (button.querySelector(".p"));
            button.classList.toggle("suggested", label?.suggested ?? false);
            // In the panel only what is close says how close, or the row would be all figures.
            share.textContent = label && (!this.#settings.hasPanel || label.suggested) ? percent(label.probability) : suggestion && !this.#settings.hasPanel ? "0 %" : "";
            button.style.setProperty("--p", String(label?.probability ?? 0));
        }

        this.#lean(suggestion ? opinion(suggestion, this.isMulti) : { what: "", how: silence, strength: "none" });
    }

    /** @param {{ what: string, how: string, strength: string }} words */
    #lean(words) {
        part(this.#root, "lean").dataset.strength = words.strength;
        part(this.#root, "lean-what").textContent = words.what;
        part(this.#root, "lean-how").textContent = words.how;
    }

    #closeOnes() {
        return this.#suggested.filter(label => label.suggested || label.probability >= 0.1).slice(0, 9);
    }

    #paint() {
        const labels = this.labels;
        for (const { name, button } of this.#choices.values()) {
            button.setAttribute("aria-pressed", String(labels.includes(name)));
            button.classList.toggle("inherited", !this.#chosen.has(name) && labels.includes(name));
        }

        this.#paintGo(labels);
        if (!this.#settings.hasPanel)
            return;
        this.#paintClose();
        if (this.isMulti)
            this.#paintChosen(labels);
    }

    /** @param {string[]} labels */
    #paintGo(labels) {
        const go = /** @type {HTMLButtonElement} */ (part(this.#root, "go"));
        go.disabled = this.isMulti ? !this.#isOpen || labels.length === 0 : !this.#suggested.some(label => label.suggested);
        if (this.isMulti)
            part(this.#root, "go-words").textContent = labels.length === 0 ? "Submit" : `Submit ${plural(labels.length, this.#settings.hasPanel ? "tag" : "label")}`;
    }

    #paintClose() {
        const close = this.#closeOnes();
        part(this.#root, "close-ones").hidden = close.length === 0;
        part(this.#root, "close-tags").replaceChildren(...close.map((label, at) => {
            const tag = element(
                "button", { type: "button", class: label.suggested ? "tag suggested" : "tag", "aria-pressed": String(this.labels.includes(label.label)), "aria-keyshortcuts": String(at + 1) },
                element("kbd", { "aria-hidden": "true" }, String(at + 1)),
                element("span", { class: "name" }, label.label),
                element("span", { class: "p" }, percent(label.probability)));
            tag.addEventListener("click", () => this.pick(label.label));
            return tag;
        }));
    }

    /** @param {string[]} labels */
    #paintChosen(labels) {
        const brought = labels.filter(name => !this.#chosen.has(name));
        part(this.#root, "chosen-count").textContent = this.#chosen.size === 0 ? "None chosen" : `${this.#chosen.size} chosen`;
        part(this.#root, "chosen-brings").textContent = brought.length > 0 ? `brings ${brought.join(", ")}` : "";
        part(this.#root, "chosen-tags").replaceChildren(...[...this.#chosen].map(name => {
            const tag = element("button", { type: "button", class: "tag", "aria-pressed": "true", "aria-label": `Remove ${name}` }, element("span", { class: "name" }, name), drawing(this.#root, "[data-part=drawer] header svg"));
            tag.addEventListener("click", () => this.pick(name));
            return tag;
        }));
    }
}
