// @ts-check
/** @import { Decision, Feedback as Told } from "./types.js" */
import { element, part } from "./parts.js";
import { plural } from "./words.js";

/** What was right, below the text, after an answer of the onboarding. It stays until the person goes on. */
export class Feedback {
    #root;
    /** The answer whose feedback has not come yet. @type {{ key: string, decision: Decision } | null} */
    #waiting = null;

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
    }

    get isOpen() {
        return !part(this.#root, "feedback").hidden;
    }

    /** An answer was given, and the next text has to wait. */
    get isBusy() {
        return this.#waiting !== null || this.isOpen;
    }

    /** @param {string} key @param {Decision} decision */
    await(key, decision) {
        this.#waiting = { key, decision };
    }

    /** @param {string} key */
    awaits(key) {
        return this.#waiting?.key === key;
    }

    /** What was said and what is right. @param {Told} told @returns {Decision} */
    tell(told) {
        const { decision } = /** @type {{ decision: Decision }} */ (this.#waiting);
        this.#waiting = null;
        this.#show(told, decision);
        return decision;
    }

    /**
     * @param {Told} told
     * @param {Decision} decision
     */
    #show(told, decision) {
        const box = part(this.#root, "feedback");
        box.dataset.right = String(told.isRight);
        part(box, "feedback-title").textContent = title(told, decision);
        const words = part(box, "feedback-words");
        words.textContent = told.explanation || (told.isRight ? "" : "The guidelines say when to choose it.");
        words.hidden = words.textContent === "";
        part(box, "feedback-count").textContent = `${told.answered} of ${told.items} answered`;
        const ending = part(box, "feedback-ending");
        ending.hidden = told.ending === null;
        ending.replaceChildren(...(told.ending ? close(told) : []));
        box.hidden = false;
        box.scrollIntoView({ block: "nearest" });
    }

    close() {
        this.#waiting = null;
        part(this.#root, "feedback").hidden = true;
    }
}

/**
 * @param {Told} told
 * @param {Decision} decision
 */
function title(told, decision) {
    const right = told.labels.length === 0 ? "none of the labels" : told.labels.join(", ");
    if (told.isRight)
        return `Right: ${right}.`;
    const said = decision.action !== "submit" ? `You ${decision.action === "skip" ? "skipped" : "flagged"} it` : `You said ${decision.labels.length === 0 ? "none" : decision.labels.join(", ")}`;
    return `${said}; right is ${right}.`;
}

/** @param {Told} told */
function close(told) {
    const { right, needed, isPassed, attemptsLeft } = /** @type {NonNullable<Told["ending"]>} */ (told.ending);
    const score = `${right} of ${told.items} right; ${needed} ${needed === 1 ? "is" : "are"} needed.`;
    const next = isPassed ? "Real work begins with the next text."
        : attemptsLeft > 0 ? `You have ${plural(attemptsLeft, "more attempt", "more attempts")}: read the guidelines first, then go on.`
            : "That was the last attempt. A lead has been told, and can let you go on.";
    return [element("b", {}, isPassed ? "You passed. " : "Not passed. "), `${score} ${next}`];
}
