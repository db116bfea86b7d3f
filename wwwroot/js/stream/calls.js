// @ts-check
/** @import { Answer } from "./types.js" */

const patience = 15_000;

/**
 * One call of the REST interface with the person's cookie. Never throws: without a connection the status is 0.
 * The person's id goes along, so that nothing is ever done in the name of whoever signed in meanwhile.
 * @param {number} person
 * @param {string} method
 * @param {string} path Below /api/v1.
 * @param {unknown} [body]
 * @param {{ keepalive?: boolean }} [options]
 * @returns {Promise<Answer>}
 */
export async function call(person, method, path, body, options = {}) {
    try {
        const answer = await fetch(`/api/v1${path}`, {
            method,
            headers: { "Content-Type": "application/json", "X-Studio": "1", "X-Studio-Person": String(person) },
            body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
            credentials: "same-origin",
            redirect: "error",
            keepalive: options.keepalive ?? false,
            signal: options.keepalive ? undefined : AbortSignal.timeout(patience),
        });
        const type = answer.headers.get("Content-Type") ?? "";
        return { status: answer.status, body: type.includes("json") ? await answer.json() : null };
    } catch {
        return { status: 0, body: null };
    }
}
