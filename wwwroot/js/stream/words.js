// @ts-check
/** @import { Suggestion } from "./types.js" */

/** @param {number} share From 0 to 1. */
export function percent(share) {
    return `${Math.round(share * 100)} %`;
}

/** @param {number} count */
export function number(count) {
    return count.toLocaleString("en");
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = one + "s") {
    return `${number(count)} ${count === 1 ? one : many}`;
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
    const value = milliseconds / 1000;
    return value < 9.95 ? `${value.toFixed(1)} s` : value < 600 ? `${Math.round(value)} s` : `${Math.round(value / 60)} min`;
}

/** @param {number} time Milliseconds since the epoch. */
export function clock(time) {
    return new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** @param {number[]} values */
export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * What the model thinks, in words as strong as it is sure.
 * @param {Suggestion} suggestion
 * @param {boolean} isMulti
 * @returns {{ what: string, how: string, strength: string }}
 */
export function opinion(suggestion, isMulti) {
    const suggested = suggestion.labels.filter(label => label.suggested);
    const best = suggested[0] ?? suggestion.labels[0];
    if (isMulti) {
        const names = suggested.slice(0, 3).map(label => label.label).join(", ");
        return suggested.length === 0
            ? { what: "Suggests none of them.", how: best ? `Closest: ${best.label}, ${percent(best.probability)}.` : "", strength: "weak" }
            : { what: `Suggests ${names}${suggested.length > 3 ? ` and ${suggested.length - 3} more` : ""}.`, how: "Dashed below.", strength: "fair" };
    }

    if (!best)
        return { what: "", how: "No suggestion for this one.", strength: "none" };
    const share = percent(best.probability);
    if (best.probability >= 0.9)
        return { what: `Confident: ${best.label}, ${share}.`, how: "", strength: "strong" };
    if (best.probability >= 0.6)
        return { what: `Likely ${best.label}, ${share}.`, how: "", strength: "fair" };
    return { what: `Leans ${best.label}, ${share}.`, how: "Unsure: read before you accept.", strength: "weak" };
}
