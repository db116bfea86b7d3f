// @ts-check

/**
 * The element with this data-part; the page's markup promises that it is there.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function part(root, name) {
    const found = optional(root, name);
    if (!found)
        throw new Error(`The page lacks its part "${name}".`);
    return found;
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement | null}
 */
export function optional(root, name) {
    return root.querySelector(`[data-part="${name}"]`);
}

/**
 * A new element. Text goes in as text, never as HTML.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
        made.setAttribute(name, value);
    made.append(...children);
    return made;
}

/**
 * A copy of a line drawing that the page already has somewhere.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Node}
 */
export function drawing(root, selector) {
    const found = root.querySelector(selector);
    const copy = found ? /** @type {Element} */ (found.cloneNode(true)) : document.createElement("span");
    copy.setAttribute("class", "i");
    return copy;
}

/**
 * Puts the focus on the text without a ring around it: nobody has to look for what they are reading.
 * @param {ParentNode} root
 */
export function focusText(root) {
    const text = part(root, "read");
    text.dataset.quiet = "";
    text.addEventListener("blur", () => delete text.dataset.quiet, { once: true });
    text.focus({ preventScroll: true });
}

/** @param {EventTarget | null} target */
export function isTyping(target) {
    return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
