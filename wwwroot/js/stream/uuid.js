// @ts-check

/** A version 7 UUID: the time first, so that keys grow as people work, then 74 random bits. */
export function uuid7(now = Date.now()) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    for (let at = 5, rest = now; at >= 0; at--, rest = Math.floor(rest / 256))
        bytes[at] = rest % 256;
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
