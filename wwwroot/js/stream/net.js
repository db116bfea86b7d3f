// @ts-check
/** @import { Notices } from "./notices.js" */
/** @import { Outbox } from "./outbox.js" */
/** @import { Supply } from "./supply.js" */
import { part } from "./parts.js";

/**
 * Says whether what was decided is with the server, top right and where needed below the text.
 * @param {HTMLElement} root
 * @param {Outbox} outbox
 * @param {Supply} supply
 * @param {Notices} notices
 * @param {Parameters<Notices["paint"]>[1]} acts
 */
export function paintNet(root, outbox, supply, notices, acts) {
    const { count, offlineSince, refused } = outbox;
    const isStranger = outbox.isStranger || supply.isStranger;
    const isOffline = offlineSince !== null;
    const state = isStranger ? "stranger" : isOffline ? "offline" : count > 0 ? "sending" : refused.length > 0 ? "refused" : "saved";
    const words = {
        stranger: `Signed out · ${count} kept`,
        offline: `Offline · ${count} kept`,
        sending: `Sending ${count}…`,
        refused: `${refused.length} not taken`,
        saved: "Saved",
    }[state];
    if (root.dataset.net !== state)
        root.dataset.net = state;
    root.dataset.stock = String(supply.stock);
    const status = part(root, "net-words");
    if (status.textContent !== words)
        status.textContent = words;
    notices.paint({ count, offlineSince, isStranger, refused }, acts);
}
