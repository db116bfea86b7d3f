// @ts-check
// A file on its way into a project. It goes over HTTP and not over the circuit, so its size does not matter and a progress can be shown.

/** @typedef {{ invokeMethodAsync(name: string, ...values: unknown[]): Promise<void> }} Page */

/**
 * Takes files that are dropped on the page or chosen.
 * @param {HTMLInputElement} input
 * @param {Page} page Hears ChosenAsync(name, bytes), SentAsync(bytes) and EndedAsync(status, whether there is an answer).
 */
export function attach(input, page) {
    return new FileOnItsWay(input, page);
}

class FileOnItsWay {
    /** @type {File | null} */ #file = null;
    /** @type {XMLHttpRequest | null} */ #request = null;
    #leaving = new AbortController();
    #answer = "";
    #input;
    #page;

    /**
     * @param {HTMLInputElement} input
     * @param {Page} page
     */
    constructor(input, page) {
        this.#input = input;
        this.#page = page;
        const { signal } = this.#leaving;
        input.addEventListener("change", () => this.#take(input.files), { signal });
        addEventListener("dragover", event => this.#hover(event, true), { signal });
        addEventListener("dragleave", event => this.#hover(event, event.relatedTarget !== null), { signal });
        addEventListener("drop", event => {
            this.#hover(event, false);
            this.#take(event.dataTransfer?.files);
        }, { signal });
        addEventListener("beforeunload", event => {
            if (this.#request)
                event.preventDefault();
        }, { signal });
    }

    choose() {
        this.#input.value = "";
        this.#input.click();
    }

    /** @param {number} bytes @returns {Blob} The file's beginning. */
    head(bytes) {
        return this.#file ? this.#file.slice(0, bytes) : new Blob([]);
    }

    /** @param {string} url */
    send(url) {
        const request = new XMLHttpRequest();
        this.#request = request;
        let told = 0;
        request.upload.onprogress = event => {
            if (event.timeStamp - told < 200)
                return;
            told = event.timeStamp;
            this.#tell("SentAsync", event.loaded);
        };
        request.onloadend = () => {
            this.#request = null;
            this.#answer = request.responseText ?? "";
            this.#tell("EndedAsync", request.status, this.#answer.length > 0);
        };
        request.open("POST", url);
        request.setRequestHeader("X-Studio", "1");
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.send(this.#file);
    }

    /** @returns {Blob} What the server said. */
    answer() {
        return new Blob([this.#answer]);
    }

    cancel() {
        this.#request?.abort();
    }

    leave() {
        this.cancel();
        this.#leaving.abort();
        document.documentElement.removeAttribute("data-dropping");
    }

    /** @param {FileList | null | undefined} files */
    #take(files) {
        const file = files?.item(0);
        if (!file || this.#request)
            return;
        this.#file = file;
        this.#tell("ChosenAsync", file.name, file.size);
    }

    /**
     * @param {DragEvent} event
     * @param {boolean} over
     */
    #hover(event, over) {
        if (event.dataTransfer && !event.dataTransfer.types.includes("Files"))
            return;
        event.preventDefault();
        document.documentElement.toggleAttribute("data-dropping", over);
    }

    /**
     * @param {string} name
     * @param {unknown[]} values
     */
    #tell(name, ...values) {
        // The circuit may be away for a moment; the page asks for what it missed when it is back.
        this.#page.invokeMethodAsync(name, ...values).catch(() => undefined);
    }
}
