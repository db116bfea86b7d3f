// @ts-check
/** @import { Decision, Feedback as Told, Given, Letter, Settings } from "./types.js" */
/** @import { Entry } from "./history.js" */
import { Answers } from "./answers.js";
import { Feedback } from "./feedback.js";
import { wireFilter } from "./filter.js";
import { History } from "./history.js";
import { paintNet } from "./net.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { focusText, isTyping, optional, part } from "./parts.js";
import { Reading } from "./reading.js";
import { Remark } from "./remark.js";
import { Supply } from "./supply.js";
import { Tally } from "./tally.js";
import { uuid7 } from "./uuid.js";
import { Windows } from "./windows.js";
import { percent } from "./words.js";

const hideKey = "studio.hide-suggestions";

/** What keys stand for, where they are no label's. @type {Record<string, string | undefined>} */
const commands = {
    Enter: "go", s: "skip", f: "flag", c: "comment", z: "undo", u: "undo", Backspace: "undo", h: "hide", g: "drawer", "?": "help", "/": "filter", 0: "none", a: "take",
};

/** One person labelling: paints the next text at once, puts the decision into the outbox, and says Saved only when the server has it. */
export class Labelling {
    #root;
    #settings;
    /** @type {Given | null} */
    #current = null;
    /** The labels, when an item is looked at again. @type {string[]} */
    #before = [];
    #shownAt = 0;
    #hides = localStorage.getItem(hideKey) === "yes";
    #leaving = new AbortController();

    /** @param {HTMLElement} root The element that the server has filled. */
    constructor(root) {
        this.#root = root;
        this.#settings = /** @type {Settings} */ (JSON.parse(root.dataset.settings ?? "{}"));
        this.outbox = new Outbox(this.#settings.personId);
        this.supply = new Supply(this.#settings, this.outbox);
        this.tally = new Tally(root, this.#settings, () => this.#current ?? this.#showNothing());
        this.reading = new Reading(root);
        this.answers = new Answers(root, this.#settings);
        this.history = new History(root, entry => this.#reopen(entry));
        this.feedback = new Feedback(root);
        this.notices = new Notices(root);
        this.remark = new Remark(root);
        this.windows = new Windows(root);
        wireFilter(root, this.answers);
        this.#listen();
        this.#paintHide();
        focusText(root);
        this.supply.fill();
    }

    stop() {
        this.#leaving.abort();
        this.supply.stop();
        this.tally.stop();
    }

    #listen() {
        const { signal } = this.#leaving;
        this.answers.addEventListener("decide", event => this.#decide("submit", /** @type {CustomEvent} */ (event).detail));
        this.supply.addEventListener("change", () => this.#current ? this.#paintNet() : this.#next());
        this.outbox.addEventListener("change", () => this.#paintNet());
        this.outbox.addEventListener("kept", event => this.#kept(/** @type {CustomEvent} */ (event).detail));
        this.outbox.addEventListener("refused", event => this.feedback.awaits(/** @type {CustomEvent} */ (event).detail.key) && this.#goOn());
        this.#root.addEventListener("click", event => this.#click(event), { signal });
        document.addEventListener("keydown", event => this.#key(event), { signal });
        addEventListener("pagehide", () => this.supply.release(), { signal });
        addEventListener("pageshow", event => event.persisted && location.reload(), { signal });
        document.addEventListener("visibilitychange", () => document.hidden || this.supply.renew(), { signal });
    }

    /** @param {MouseEvent} event */
    #click(event) {
        const button = /** @type {Element} */ (event.target).closest("button[data-do]");
        const what = button instanceof HTMLButtonElement ? button.dataset.do : undefined;
        if (what)
            this.#do(what);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented || this.windows.help.open)
            return;
        if (event.key === "Escape" ? this.windows.closeAny() : !isTyping(event.target) && this.#command(event))
            event.preventDefault();
    }

    /** @param {KeyboardEvent} event @returns {boolean} Whether the key stands for something. */
    #command(event) {
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        // On a button, Enter is the button's.
        if (key === "Enter" && event.target instanceof HTMLElement && event.target.matches("button, a, summary"))
            return false;
        if (this.answers.press(key))
            return true;
        const what = this.feedback.isOpen && key === " " ? "go" : commands[key];
        if (!what || (what === "filter" && !optional(this.#root, "filter")) || ((what === "none" || what === "take") && !this.answers.isMulti))
            return false;
        this.#do(what);
        return true;
    }

    /** @param {string} what */
    #do(what) {
        switch (what) {
            case "go": return this.feedback.isOpen ? this.#goOn() : this.answers.go();
            case "none": return this.answers.none();
            case "take": return this.answers.takeSuggested();
            case "skip": return this.#decide("skip", []);
            case "flag": return this.#isOpen ? this.remark.ask("Why should a lead look? You may leave it empty", "Flag", () => this.#decide("flag", [])) : undefined;
            case "comment": return this.#isOpen ? this.remark.ask("Comment, kept with your answer", "Keep", () => this.remark.paint()) : undefined;
            case "remark-cancel": return this.remark.close();
            case "undo": return this.history.last && !this.feedback.isBusy ? this.#reopen(this.history.last) : undefined;
            case "hide": return this.#toggleHide();
            case "drawer": return this.windows.toggleDrawer();
            case "help": return this.windows.toggleHelp();
            case "smaller": return this.windows.grow(-1);
            case "larger": return this.windows.grow(1);
            case "filter": return optional(this.#root, "filter")?.focus();
        }
    }

    /**
     * @param {"submit" | "skip" | "flag"} action
     * @param {string[]} labels
     */
    #decide(action, labels) {
        const given = this.#current;
        if (!given || !this.#isOpen)
            return;
        const key = uuid7();
        const shown = this.#shows(given) ? given.suggestion : null;
        /** @type {Decision} */
        const decision = {
            itemId: given.item.id,
            assignmentId: given.assignmentId,
            action,
            labels,
            comment: this.remark.text || null,
            elapsedMs: Math.round(performance.now() - this.#shownAt),
            modelVersion: shown?.modelVersion ?? null,
            suggested: shown?.labels.filter(one => one.suggested).map(one => one.label) ?? null,
        };
        this.supply.letGo(given);
        this.notices.clear();
        this.remark.clear();
        if (given.isOnboarding) {
            this.feedback.await(key, decision);
            this.answers.close();
            return this.outbox.put(this.#settings.projectId, key, decision);
        }
        this.#revealAfter(given, labels);
        this.#next();
        this.outbox.put(this.#settings.projectId, key, decision);
        this.history.add({ key, given, decision });
        this.tally.add(key, decision);
    }

    /** Whether the text on the desk still waits for an answer. */
    get #isOpen() {
        return this.#current !== null && !this.feedback.isBusy;
    }

    /** What is right has come with the receipt, or nothing has, since the item is no part of the onboarding any more. @param {Told | undefined} told */
    #tell(told) {
        if (!told)
            return this.#goOn();
        this.answers.reveal(told.labels, this.feedback.tell(told).labels);
        // The attempt is over: other texts, or the same ones again, can come while this is read.
        if (told.ending)
            this.supply.fill();
    }

    #goOn() {
        this.feedback.close();
        this.#next();
    }

    /** Where suggestions come after the decision, this is after. @param {Given} given @param {string[]} labels */
    #revealAfter(given, labels) {
        const best = given.suggestion?.labels[0];
        if (this.#settings.suggestions !== "after" || !best || labels.length === 0)
            return;
        const agrees = labels.includes(best.label);
        this.notices.pass(`You said ${labels.join(", ")}. The model ${agrees ? "agrees" : `leaned ${best.label}`}, ${percent(best.probability)}.`);
    }

    #next() {
        const given = this.supply.take();
        this.#current = given;
        this.#before = [];
        if (given)
            this.#show(given);
        else
            this.#showNothing();
    }

    /** @param {Given} given */
    #show(given) {
        const shows = this.#shows(given);
        this.reading.show(given, shows);
        this.answers.show(given, shows, given.isOnboarding ? "Answer as you would at work: what is right comes after." : this.#silence(), this.#before);
        this.#shownAt = performance.now();
        // A button that was clicked would catch the next Enter; the text is where reading goes on.
        if (document.activeElement instanceof HTMLElement && document.activeElement.matches("annotation-stream button, body"))
            focusText(this.#root);
        this.#paintNet();
    }

    #showNothing() {
        this.answers.close();
        this.remark.close();
        const { isDry, isCut, refusal } = this.supply;
        if (refusal !== null)
            this.reading.showEmpty("A lead has to say how it goes on.", refusal);
        else if (isCut)
            this.reading.showEmpty("Nothing more is on this device.", "The next texts come when the connection is back. What you labelled waits here until then.");
        else if (this.#settings.state !== "open")
            this.reading.showEmpty(`This project is ${this.#settings.state}.`, "A lead can open it again, under Settings.");
        else if (isDry)
            this.reading.showEmpty("Nothing left to label.", this.tally.skipped > 0
                ? `${this.tally.skipped} skipped or flagged ${this.tally.skipped === 1 ? "text" : "texts"} can come back: a lead opens them again, under Items.`
                : "Texts that others hold may come back, and new imports come by themselves.");
        this.#paintNet();
    }

    /** @param {Entry} entry */
    #reopen(entry) {
        const current = this.#current;
        this.history.remove(entry);
        this.tally.remove(entry.key);
        this.outbox.undo(this.#settings.projectId, entry.key);
        this.notices.clear();
        this.supply.hold(entry.given);
        if (current)
            this.supply.putBack(current);
        this.#current = entry.given;
        this.#before = entry.decision.labels;
        this.remark.text = entry.decision.comment ?? "";
        this.remark.paint();
        this.#show(entry.given);
    }

    /** @param {{ letter: Letter, body: { late?: boolean, extraVote?: boolean, feedback?: Told } | null }} answer */
    #kept({ letter, body }) {
        if (letter.kind === "put" && body?.extraVote)
            this.notices.pass("Someone else finished that one while you read. Your label is kept as an extra vote.");
        if (this.feedback.awaits(letter.key))
            this.#tell(body?.feedback);
        this.tally.readSoon();
    }

    #toggleHide() {
        this.#hides = !this.#hides;
        localStorage.setItem(hideKey, this.#hides ? "yes" : "no");
        this.#paintHide();
        const given = this.#current;
        if (!given || !this.#isOpen)
            return;
        const labels = this.answers.labels;
        this.reading.show(given, this.#shows(given));
        this.answers.show(given, this.#shows(given), this.#silence(), labels);
    }

    #paintHide() {
        part(this.#root, "hide").hidden = this.#settings.suggestions !== "shown";
        part(this.#root, "hide").setAttribute("aria-pressed", String(this.#hides));
        part(this.#root, "hide-words").textContent = this.#hides ? "Show suggestions" : "Hide suggestions";
    }

    /** @param {Given} given */
    #shows(given) {
        return given.suggestion !== null && this.#settings.suggestions === "shown" && !this.#hides;
    }

    /** What is said where no suggestion is. */
    #silence() {
        if (this.#settings.suggestions === "hidden")
            return "";
        if (this.#settings.suggestions === "after")
            return "The model's opinion comes after yours.";
        return this.#hides ? "Suggestions are hidden." : "No suggestion for this one.";
    }

    #paintNet() {
        paintNet(this.#root, this.outbox, this.supply, this.notices, {
            signIn: () => location.assign(`/sign-in?returnUrl=${encodeURIComponent(location.pathname)}`),
            again: letter => this.outbox.again(letter),
            canOpen: letter => letter.kind === "put" && this.history.find(letter.key) !== undefined,
            open: letter => this.#openRefused(letter),
            discard: letter => this.outbox.discard(letter),
        });
    }

    /** Never lost silently: the item comes back onto the desk with what was said about it. @param {Letter} letter */
    #openRefused(letter) {
        const entry = this.history.find(letter.key);
        this.outbox.discard(letter);
        if (entry)
            this.#reopen(entry);
    }
}
