// @ts-check
// Small behaviours of the frame that must work on static pages and without a connection, so none of them lives on the circuit.

document.addEventListener("click", event => {
    const target = /** @type {Element} */ (event.target);
    for (const menu of document.querySelectorAll("details.menu[open]"))
        if (!menu.contains(target) || target.closest("a"))
            menu.removeAttribute("open");

    if (target.closest(".skip")) {
        event.preventDefault();
        document.getElementById("main")?.focus();
    }

    const button = target.closest("button[data-do]");
    if (button instanceof HTMLButtonElement)
        act(button);
}, true);

document.addEventListener("keydown", event => {
    if (event.key !== "Escape")
        return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.removeAttribute("open");
        menu.querySelector("summary")?.focus();
    }
});

/** @param {HTMLButtonElement} button */
function act(button) {
    switch (button.dataset.do) {
        case "show-password": {
            const input = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input"));
            const shows = input.type === "password";
            input.type = shows ? "text" : "password";
            button.textContent = shows ? "Hide" : "Show";
            break;
        }
        case "copy":
            copy(button);
            break;
        case "print":
            print();
            break;
        case "save-chart":
            import("./chart.js").then(chart => chart.save(button));
            break;
        case "reload":
            location.reload();
            break;
    }
}

/** @param {HTMLButtonElement} button Its data-copy names the element whose text is copied. */
async function copy(button) {
    const source = document.getElementById(button.dataset.copy ?? "");
    if (!source)
        return;
    const words = button.textContent;
    try {
        await navigator.clipboard.writeText(source.textContent ?? "");
        button.textContent = "Copied";
    } catch {
        // Without a secure origin there is no clipboard: select it, so that one key copies.
        getSelection()?.selectAllChildren(source);
        button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => button.textContent = words, 2000);
}

// A server that was started anew does not know the page any more: load it again. What waits in the outbox stays.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    if (/** @type {CustomEvent} */ (event).detail?.state === "rejected")
        location.reload();
});

// Where a page says so, a key presses the button that names it, as long as nobody types and nothing else is under the keyboard.
document.addEventListener("keydown", event => {
    const target = /** @type {Element} */ (event.target);
    const keys = document.querySelector("[data-keys]");
    if (!keys || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing)
        return;
    if (target.matches("input, textarea, select")) {
        if (event.key === "Escape" && keys.contains(target))
            /** @type {HTMLElement} */ (target).blur();
        else if (event.key !== "Enter" || !keys.contains(target))
            return;
    }
    if (document.querySelector(".mud-dialog") || (event.key === "Enter" && target.matches("a, summary, button")))
        return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const named = /** @type {HTMLElement | null} */ (keys.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]:not(:disabled)`));
    if (!named)
        return;
    event.preventDefault();
    if (named instanceof HTMLInputElement)
        named.focus();
    else
        named.click();
});
