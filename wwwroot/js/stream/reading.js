// @ts-check
/** @import { Given, Token } from "./types.js" */
import { element, optional, part } from "./parts.js";

const strong = 0.6;
const least = 0.3;
const longestMeta = 12;

/** The text, why it was chosen, and what the file said about it. Everything goes in by textContent. */
export class Reading {
    #root;

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
    }

    /**
     * @param {Given} given
     * @param {boolean} showsSuggestion
     */
    show(given, showsSuggestion) {
        this.#hideEmpty();
        const text = part(this.#root, "text");
        text.replaceChildren(...pieces(given.item.text, showsSuggestion ? loud(given.item.text, given.suggestion?.tokens ?? []) : []));
        part(this.#root, "meta").replaceChildren(...meta(given));
        part(this.#root, "read").scrollTop = 0;
        this.#why(given);
        this.#spoke(given, showsSuggestion);
    }

    /**
     * @param {string} title
     * @param {string} words
     */
    showEmpty(title, words) {
        for (const name of ["text", "meta"])
            part(this.#root, name).replaceChildren();
        part(this.#root, "text").hidden = true;
        part(this.#root, "why").hidden = true;
        for (const name of ["reason-words", "spoke-list"])
            optional(this.#root, name)?.replaceChildren();
        const spoke = optional(this.#root, "spoke");
        if (spoke)
            spoke.hidden = true;
        part(this.#root, "empty").hidden = false;
        part(this.#root, "empty-title").textContent = title;
        part(this.#root, "empty-words").textContent = words;
    }

    #hideEmpty() {
        part(this.#root, "empty").hidden = true;
        part(this.#root, "text").hidden = false;
    }

    /** @param {Given} given */
    #why(given) {
        // "Torn between A and B: 0.41 / 0.39": the figures stand beside the chip.
        const reason = given.reason.replace(/\.$/, "");
        const split = reason.lastIndexOf(": ");
        const isChosen = given.suggestion !== null || split > 0;
        part(this.#root, "why").hidden = reason === "";
        part(this.#root, "reason-chip").className = isChosen ? "chip model" : "chip";
        part(this.#root, "reason").textContent = split > 0 ? reason.slice(0, split) : reason;
        part(this.#root, "reason-more").textContent = split > 0 ? reason.slice(split + 2) : "";
        const words = optional(this.#root, "reason-words");
        if (words)
            words.textContent = `${reason}.`;
    }

    /**
     * @param {Given} given
     * @param {boolean} showsSuggestion
     */
    #spoke(given, showsSuggestion) {
        const card = optional(this.#root, "spoke");
        if (!card)
            return;
        const { suggestion, item } = given;
        const tokens = showsSuggestion && suggestion ? loud(item.text, suggestion.tokens) : [];
        card.hidden = tokens.length === 0;
        if (!suggestion || tokens.length === 0)
            return;
        const label = suggestion.labels[0]?.label ?? "it";
        const rows = tokens.map(token => element(
            "li", {},
            element("span", {}, mark(item.text.slice(token.start, token.end), token.weight)),
            element("span", { class: "muted" }, token.weight > 0 ? `towards ${label}` : "away from it")));
        part(card, "spoke-list").replaceChildren(...rows);
        part(card, "spoke-source").textContent = `Weights of model v${suggestion.modelVersion}. They show what it looked at, not what is right.`;
    }
}

/**
 * The tokens worth showing: a text full of marks shows nothing. Strongest first, for before against.
 * @param {string} text
 * @param {Token[]} tokens
 */
function loud(text, tokens) {
    const words = tokens.filter(token => /[\p{L}\p{N}]/u.test(text.slice(token.start, token.end)));
    return [...words.filter(token => token.weight >= least).slice(0, 5), ...words.filter(token => token.weight <= -least).slice(0, 2)];
}

/**
 * The text in pieces, those that spoke marked; of two that overlap the stronger one, which comes first.
 * @param {string} text
 * @param {Token[]} tokens
 */
function pieces(text, tokens) {
    /** @type {Token[]} */
    const kept = [];
    for (const token of tokens)
        if (token.end <= text.length && token.start < token.end && kept.every(other => token.end <= other.start || token.start >= other.end))
            kept.push(token);
    kept.sort((a, b) => a.start - b.start);
    /** @type {Node[]} */
    const found = [];
    let at = 0;
    for (const token of kept) {
        found.push(document.createTextNode(text.slice(at, token.start)), mark(text.slice(token.start, token.end), token.weight));
        at = token.end;
    }

    found.push(document.createTextNode(text.slice(at)));
    return found;
}

/**
 * @param {string} words
 * @param {number} weight
 */
function mark(words, weight) {
    return element("mark", { class: weight < 0 ? "against" : weight >= strong ? "strong" : "" }, words);
}

/** @param {Given} given */
function meta(given) {
    const said = Object.entries(given.item.meta ?? {}).slice(0, longestMeta).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
    const rows = given.item.externalId ? [["id", given.item.externalId], ...said] : said;
    return rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", { title: value }, value)));
}
