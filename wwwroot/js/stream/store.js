// @ts-check
/** @import { Letter } from "./types.js" */

const letters = "letters";

/** The letters that wait on this device, kept in IndexedDB; in memory alone where a browser refuses that. */
export class LetterStore {
    /** @type {Promise<IDBDatabase | null>} */
    #database = open();

    /** True where letters would not outlive the page. */
    async isFleeting() {
        return await this.#database === null;
    }

    /**
     * @param {Letter} letter
     * @returns {Promise<void>}
     */
    async put(letter) {
        const order = await this.#run("readwrite", store => store.put(letter));
        if (order !== undefined)
            letter.order = Number(order);
    }

    /** @param {Letter} letter */
    async remove(letter) {
        const order = letter.order;
        if (order !== undefined)
            await this.#run("readwrite", store => store.delete(order));
    }

    /**
     * What waits for this person, oldest first.
     * @param {number} person
     * @returns {Promise<Letter[]>}
     */
    async of(person) {
        const found = /** @type {Letter[] | undefined} */ (await this.#run("readonly", store => store.index("person").getAll(person)));
        return (found ?? []).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    }

    /**
     * @template T
     * @param {IDBTransactionMode} mode
     * @param {(store: IDBObjectStore) => IDBRequest<T>} act
     * @returns {Promise<T | undefined>}
     */
    async #run(mode, act) {
        const database = await this.#database;
        if (!database)
            return undefined;
        return new Promise((done, failed) => {
            const transaction = database.transaction(letters, mode, { durability: "strict" });
            const request = act(transaction.objectStore(letters));
            transaction.oncomplete = () => done(request.result);
            transaction.onabort = () => failed(transaction.error);
        });
    }
}

/** @returns {Promise<IDBDatabase | null>} */
function open() {
    return new Promise(done => {
        try {
            const request = indexedDB.open("annotation-studio", 1);
            request.onupgradeneeded = () => request.result
                .createObjectStore(letters, { keyPath: "order", autoIncrement: true })
                .createIndex("person", "person");
            request.onsuccess = () => done(request.result);
            request.onerror = () => done(null);
            request.onblocked = () => done(null);
        } catch {
            done(null);
        }
    });
}
