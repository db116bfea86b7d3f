// @ts-check
/** @import { Given, Settings } from "./types.js" */
/** @import { Outbox } from "./outbox.js" */
import { call } from "./calls.js";

// Enough for half a minute without a connection, few enough that the order is still the strategy's.
const most = 6;

/**
 * The next items, fetched ahead so that moving on waits for nothing, and their leases. Events: `change` when items came or none were left.
 */
export class Supply extends EventTarget {
    /** @type {Given[]} */
    #ready = [];
    /** Everything this page has shown or will show, by assignment. @type {Set<number>} */
    #known = new Set();
    /** What the page must not lose: ready ones and those on the desk. @type {Set<number>} */
    #held = new Set();
    #settings;
    #outbox;
    #isAsking = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #later;
    /** @type {ReturnType<typeof setInterval>} */
    #renewal;

    /** The server had nothing more when it was last asked. */
    isDry = false;
    /** Why the server gives this person nothing, in its words; null while it does. @type {string | null} */
    refusal = null;
    /** The last question was not answered. */
    isCut = false;
    /** The cookie is somebody else's, or nobody's. */
    isStranger = false;

    /**
     * @param {Settings} settings
     * @param {Outbox} outbox
     */
    constructor(settings, outbox) {
        super();
        this.#settings = settings;
        this.#outbox = outbox;
        this.#renewal = setInterval(() => this.renew(), settings.leaseMinutes * 60_000 / 3);
    }

    /** How many texts are here already. */
    get stock() {
        return this.#ready.length;
    }

    /** The next item, or null. It stays held until it is let go. */
    take() {
        const next = this.#ready.shift() ?? null;
        if (next)
            this.fill();
        return next;
    }

    /** Puts an item back on top: something older is looked at again. @param {Given} given */
    putBack(given) {
        this.#ready.unshift(given);
    }

    /** Holds an item again that had been decided. @param {Given} given */
    hold(given) {
        this.#held.add(given.assignmentId);
    }

    /** The item is decided. @param {Given} given */
    letGo(given) {
        this.#held.delete(given.assignmentId);
    }

    async fill() {
        if (this.#isAsking || this.#ready.length >= most)
            return;
        this.#isAsking = true;
        clearTimeout(this.#later);
        await this.#outbox.loaded;
        const { projectId, personId } = this.#settings;
        const holding = [...new Set([...this.#held, ...this.#outbox.assignments(projectId)])];
        const answer = await call(personId, "POST", `/projects/${projectId}/next?count=${most - this.#ready.length}`, { holding });
        this.#isAsking = false;
        this.refusal = answer.status === 409 ? answer.body?.detail ?? "Ask a lead how it goes on." : null;
        this.isCut = answer.status !== 200 && this.refusal === null;
        this.isStranger = answer.status === 401;
        const given = /** @type {Given[]} */ (answer.status === 200 ? answer.body : []).filter(one => !this.#known.has(one.assignmentId));
        this.isDry = !this.isCut && given.length === 0;
        for (const one of given) {
            this.#known.add(one.assignmentId);
            this.#held.add(one.assignmentId);
            this.#ready.push(one);
        }
        if (this.refusal !== null)
            this.#giveBack();
        if (this.#ready.length < most)
            this.#later = setTimeout(() => this.fill(), this.isCut && !this.isStranger ? 2000 : 10_000);
        this.dispatchEvent(new Event("change"));
    }

    /** Whoever is paused keeps the text on the desk, and no others. */
    #giveBack() {
        const ids = this.#ready.map(given => given.assignmentId);
        this.#ready = [];
        if (ids.length === 0)
            return;
        for (const id of ids) {
            this.#held.delete(id);
            this.#known.delete(id);
        }
        call(this.#settings.personId, "POST", `/projects/${this.#settings.projectId}/assignments/release`, { ids });
    }

    renew() {
        const { projectId, personId } = this.#settings;
        if (this.#held.size > 0)
            call(personId, "POST", `/projects/${projectId}/assignments/renew`, { ids: [...this.#held] });
    }

    /** Gives back what nobody decided, because the page is being left. */
    release() {
        const { projectId, personId } = this.#settings;
        if (this.#held.size > 0)
            call(personId, "POST", `/projects/${projectId}/assignments/release`, { ids: [...this.#held] }, { keepalive: true });
        for (const id of this.#held)
            this.#known.delete(id);
        this.#held.clear();
        this.#ready = [];
    }

    stop() {
        clearInterval(this.#renewal);
        clearTimeout(this.#later);
        this.release();
    }
}
