// @ts-check
/** @import { Letter } from "./types.js" */
import { element, part } from "./parts.js";
import { clock, plural } from "./words.js";

/** @typedef {{ words: string, acts: { words: string, act: () => void }[] }} Note */

/** What has to be said, below the text, one thing at a time: first what keeps answers from being kept. */
export class Notices {
    #root;
    /** @type {Note | null} */
    #passing = null;
    /** @type {string} */
    #painted = "";

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
    }

    /** Something to know once; the next decision clears it. @param {string} words */
    pass(words) {
        this.#passing = { words, acts: [] };
    }

    clear() {
        this.#passing = null;
    }

    /**
     * @param {{ count: number, offlineSince: number | null, isStranger: boolean, refused: Letter[] }} state
     * @param {{ signIn: () => void, again: (letter: Letter) => void, open: (letter: Letter) => void, canOpen: (letter: Letter) => boolean, discard: (letter: Letter) => void }} acts
     */
    paint(state, acts) {
        const waiting = state.count === 0 ? "" : state.count === 1 ? ": 1 label waits on this device and is sent" : `: ${plural(state.count, "label")} wait on this device and are sent`;
        const letter = state.refused[0];
        if (state.isStranger)
            this.#show("warn", `You are signed out${waiting} once you sign in again.`, [{ words: "Sign in", act: acts.signIn }]);
        else if (letter)
            this.#show("warn", `An answer was not taken. ${letter.refused}`, [
                acts.canOpen(letter) ? { words: "Label it again", act: () => acts.open(letter) } : { words: "Send again", act: () => acts.again(letter) },
                { words: "Discard", act: () => acts.discard(letter) },
            ]);
        else if (state.offlineSince !== null)
            this.#show("offline", `No connection since ${clock(state.offlineSince)}. Keep labelling${waiting}${waiting ? " when it is back" : ""}.`, []);
        else if (this.#passing)
            this.#show("warn", this.#passing.words, this.#passing.acts);
        else
            this.#hide();
    }

    /**
     * @param {string} kind
     * @param {string} words
     * @param {{ words: string, act: () => void }[]} acts
     */
    #show(kind, words, acts) {
        const banner = part(this.#root, "notice");
        banner.dataset.kind = kind;
        banner.hidden = false;
        // Painted anew only when it says something else, or a screen reader would say it over and over.
        if (this.#painted === words)
            return;
        this.#painted = words;
        part(this.#root, "notice-words").textContent = words;
        part(this.#root, "notice-acts").replaceChildren(...acts.map(act => {
            const button = element("button", { class: "btn sm", type: "button" }, act.words);
            button.addEventListener("click", act.act);
            return button;
        }));
    }

    #hide() {
        part(this.#root, "notice").hidden = true;
        this.#painted = "";
    }
}
