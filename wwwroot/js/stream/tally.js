// @ts-check
/** @import { Decision, Settings } from "./types.js" */
import { call } from "./calls.js";
import { optional, part } from "./parts.js";
import { median, number, plural, seconds } from "./words.js";

const betweenReads = 4000;
const idle = 20_000;

/** How far this session and the project have come. */
export class Tally {
    #root;
    #settings;
    #begun = Date.now();
    /** @type {Map<string, Decision>} */
    #decisions = new Map();
    #read = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #later;
    #left = 0;
    #heard;

    /** Items that people passed by, when last heard. */
    skipped = 0;

    /**
     * @param {HTMLElement} root
     * @param {Settings} settings
     * @param {() => void} heard Called when the project's counts have come.
     */
    constructor(root, settings, heard) {
        this.#root = root;
        this.#heard = heard;
        this.#settings = settings;
        this.read();
    }

    /**
     * @param {string} key
     * @param {Decision} decision
     */
    add(key, decision) {
        this.#decisions.set(key, decision);
        this.#paintSession();
    }

    /** @param {string} key */
    remove(key) {
        this.#decisions.delete(key);
        this.#paintSession();
    }

    /** Reads the project's counts soon, but never more often than every few seconds. */
    readSoon() {
        const wait = Math.max(0, this.#read + betweenReads - Date.now());
        clearTimeout(this.#later);
        this.#later = setTimeout(() => this.read(), wait);
    }

    async read() {
        clearTimeout(this.#later);
        this.#read = Date.now();
        const { projectId, personId } = this.#settings;
        const answer = document.hidden ? null : await call(personId, "GET", `/projects/${projectId}/status`);
        this.#later = setTimeout(() => this.read(), idle);
        if (answer?.status !== 200)
            return;
        this.#paintProject(answer.body);
        this.#heard();
    }

    stop() {
        clearTimeout(this.#later);
    }

    #paintSession() {
        const all = [...this.#decisions.values()];
        const answers = all.filter(one => one.action !== "skip");
        const minutes = Math.max(1, Math.round((Date.now() - this.#begun) / 60_000));
        part(this.#root, "session-answers").textContent = `${number(answers.length)} in ${minutes} min`;
        part(this.#root, "session-median").textContent = all.length === 0 ? "–" : seconds(median(all.map(one => one.elapsedMs)));
        part(this.#root, "session-skipped").textContent = number(all.length - answers.length);
        this.#paintBar(answers.length);
    }

    /** @param {number} answers */
    #paintBar(answers) {
        const next = this.#left > 0 ? ` · ${plural(this.#left, "label")} to the next training` : "";
        part(this.#root, "tally").textContent = answers > 0 ? `${number(answers)} this session${next}` : next.slice(3);
    }

    /** @param {{ items: number, labelled: number, skipped: number, labelsSinceTraining: number, retrainAfter: number, training: { state: string } | null }} status */
    #paintProject(status) {
        this.skipped = status.skipped;
        this.#left = status.training ? 0 : Math.max(0, status.retrainAfter - status.labelsSinceTraining);
        this.#paintBar([...this.#decisions.values()].filter(one => one.action !== "skip").length);
        const card = optional(this.#root, "project");
        if (!card)
            return;
        card.hidden = false;
        part(card, "project-labelled").textContent = `${number(status.labelled)} labelled`;
        part(card, "project-items").textContent = `of ${number(status.items)}`;
        bar(part(card, "project-bar"), status.labelled, status.items);
        part(card, "round-words").textContent = status.training ? (status.training.state === "running" ? "The model is learning" : "A training waits its turn") : `${plural(this.#left, "label")} to the next training`;
        part(card, "round-count").textContent = `${number(status.labelsSinceTraining)} of ${number(status.retrainAfter)}`;
        bar(part(card, "round-bar"), status.labelsSinceTraining, status.retrainAfter);
    }
}

/**
 * @param {HTMLElement} track
 * @param {number} done
 * @param {number} all
 */
function bar(track, done, all) {
    const share = all > 0 ? Math.min(100, 100 * done / all) : 0;
    track.setAttribute("aria-valuenow", String(Math.round(share)));
    /** @type {HTMLElement} */ (track.firstElementChild).style.width = `${share}%`;
}
