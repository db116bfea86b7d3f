// @ts-check
/** @import { Answers } from "./answers.js" */
import { focusText, optional, part } from "./parts.js";

/**
 * The box that narrows many labels down to a few; Enter takes the first.
 * @param {HTMLElement} root
 * @param {Answers} answers
 */
export function wireFilter(root, answers) {
    const box = /** @type {HTMLInputElement | null} */ (optional(root, "filter"));
    if (!box)
        return;
    const choices = part(root, "choices");
    const buttons = /** @type {HTMLButtonElement[]} */ ([...choices.querySelectorAll("button[data-label]")]);
    const names = buttons.map(button => (button.dataset.label ?? "").toLowerCase());

    const narrow = () => {
        const wanted = box.value.trim().toLowerCase();
        buttons.forEach((button, at) => button.hidden = !names[at].includes(wanted));
        for (const group of /** @type {NodeListOf<HTMLElement>} */ (choices.querySelectorAll(".group")))
            group.hidden = group.querySelector("button[data-label]:not([hidden])") === null;
        part(root, "no-match").hidden = buttons.some(button => !button.hidden);
    };

    /** Names that begin with what was typed come before those that only contain it. */
    const first = () => {
        const wanted = box.value.trim().toLowerCase();
        const at = wanted === "" ? -1 : names.indexOf(wanted);
        if (at >= 0)
            return buttons[at];
        return wanted === "" ? undefined : buttons.find((_, index) => names[index].startsWith(wanted)) ?? buttons.find((_, index) => names[index].includes(wanted));
    };

    box.addEventListener("input", narrow);
    box.addEventListener("keydown", event => {
        if (event.key === "Enter") {
            event.preventDefault();
            const name = first()?.dataset.label;
            if (name) {
                box.value = "";
                narrow();
                answers.pick(name);
            } else if (box.value.trim() === "") {
                answers.go();
            }
        } else if (event.key === "Escape") {
            event.stopPropagation();
            box.value = "";
            narrow();
            focusText(root);
        }
    });
}
