// @ts-check
/** @import { Answer, Decision, Letter } from "./types.js" */
import { call } from "./calls.js";
import { LetterStore } from "./store.js";

const longestPause = 30_000;

/**
 * Decisions on their way to the server. A letter is kept until the server has acknowledged it, sent in the order it was written, and sent
 * only as the person who wrote it. Events: `change` when anything about it changed, `kept` with the answer, `refused` with the letter.
 */
export class Outbox extends EventTarget {
    /** @type {Letter[]} */
    #waiting = [];
    /** @type {Letter | null} */
    #onItsWay = null;
    #store = new LetterStore();
    #person;
    #pause = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;
    /** @type {Promise<void>} */
    #loaded;
    /** @type {Set<Promise<void>>} */
    #writing = new Set();

    /** When the connection went, in milliseconds; null while it is there. @type {number | null} */
    offlineSince = null;
    /** The cookie is somebody else's, or nobody's. */
    isStranger = false;

    /** @param {number} person */
    constructor(person) {
        super();
        this.#person = person;
        this.#loaded = this.#load();
        addEventListener("online", () => this.retry());
        addEventListener("offline", () => this.#lost());
        document.addEventListener("visibilitychange", () => document.hidden || this.retry());
    }

    get loaded() {
        return this.#loaded;
    }

    /** Letters that the server has not answered yet. */
    get count() {
        return this.#waiting.filter(letter => letter.refused === null).length;
    }

    /** Letters that the server would not take; they stay until the person says what to do. */
    get refused() {
        return this.#waiting.filter(letter => letter.refused !== null);
    }

    /**
     * Assignments whose decision waits here: the server still counts them as open.
     * @param {number} project
     */
    assignments(project) {
        return this.#waiting.flatMap(letter => letter.project === project && letter.body ? [letter.body.assignmentId] : []);
    }

    /**
     * @param {number} project
     * @param {string} key
     * @param {Decision} body
     */
    put(project, key, body) {
        this.#add({ kind: "put", key, person: this.#person, project, body, at: Date.now(), refused: null });
    }

    /**
     * Takes a decision back: unsent ones are simply not sent.
     * @param {number} project
     * @param {string} key
     */
    undo(project, key) {
        const unsent = this.#waiting.find(letter => letter.key === key && letter.kind === "put" && letter !== this.#onItsWay && !letter.tried);
        if (unsent)
            this.discard(unsent);
        else
            this.#add({ kind: "undo", key, person: this.#person, project, body: null, at: Date.now(), refused: null });
    }

    /** @param {Letter} letter */
    discard(letter) {
        this.#waiting = this.#waiting.filter(other => other !== letter);
        this.#write(this.#store.remove(letter));
        this.#changed();
    }

    /** Sends a refused letter once more. @param {Letter} letter */
    again(letter) {
        letter.refused = null;
        this.#write(this.#store.put(letter));
        this.retry();
    }

    /** Tries at once instead of waiting out the pause. */
    retry() {
        this.#pause = 0;
        this.isStranger = false;
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#pump();
    }

    async #load() {
        try {
            const left = await this.#store.of(this.#person);
            this.#waiting = [...left, ...this.#waiting];
        } catch {
            // What cannot be read now is read the next time the page is opened.
        }
        this.#changed();
        this.#pump();
    }

    /** @param {Letter} letter */
    #add(letter) {
        this.#waiting.push(letter);
        this.#write(this.#store.put(letter));
        this.#changed();
        this.#pump();
    }

    /** @param {Promise<void>} work */
    #write(work) {
        const settled = work.catch(() => undefined).finally(() => this.#writing.delete(settled));
        this.#writing.add(settled);
    }

    async #pump() {
        if (this.#onItsWay || this.#timer !== undefined || this.isStranger)
            return;
        const letter = this.#waiting.find(one => one.refused === null);
        if (!letter)
            return;
        this.#onItsWay = letter;
        letter.tried = true;
        const path = `/projects/${letter.project}/annotations/${letter.key}`;
        const answer = letter.kind === "put" ? await call(this.#person, "PUT", path, letter.body) : await call(this.#person, "DELETE", path);
        await Promise.all(this.#writing);
        this.#onItsWay = null;
        this.#answered(letter, answer);
        this.#changed();
        this.#pump();
    }

    /**
     * @param {Letter} letter
     * @param {Answer} answer
     */
    #answered(letter, answer) {
        const { status, body } = answer;
        if (status === 0 || status === 429 || status >= 500)
            return this.#wait(status === 0);
        this.offlineSince = null;
        this.#pause = 0;
        if (status === 401) {
            this.isStranger = true;
        } else if (status < 300 || (letter.kind === "undo" && status === 404)) {
            this.#waiting = this.#waiting.filter(other => other !== letter);
            this.#write(this.#store.remove(letter));
            this.dispatchEvent(new CustomEvent("kept", { detail: { letter, body } }));
        } else {
            letter.refused = body?.detail ?? `The server answered ${status}.`;
            this.#write(this.#store.put(letter));
            this.dispatchEvent(new CustomEvent("refused", { detail: letter }));
        }
    }

    /** @param {boolean} isOffline */
    #wait(isOffline) {
        if (isOffline)
            this.offlineSince ??= Date.now();
        this.#pause = Math.min(longestPause, this.#pause === 0 ? 500 : this.#pause * 2);
        // Apart from each other, so that a server that comes back is not met by everybody at once.
        this.#timer = setTimeout(() => {
            this.#timer = undefined;
            this.#pump();
        }, this.#pause * (0.75 + Math.random() / 2));
    }

    #lost() {
        this.offlineSince ??= Date.now();
        this.#changed();
    }

    #changed() {
        this.dispatchEvent(new Event("change"));
    }
}
