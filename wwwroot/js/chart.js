// @ts-check
// Saves a chart of a page: its drawing as SVG or PNG in the colours it has on screen, or its figures as CSV. Loaded when somebody asks for it.

const SVG = "http://www.w3.org/2000/svg";
const Margin = 16;
const Scale = 2;   // pixels of the picture for one of the drawing
const Shown = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "font-size", "font-weight", "text-anchor"];

/** @param {HTMLButtonElement} button In the chart; its data-kind is svg, png or csv. */
export async function save(button) {
    const chart = /** @type {HTMLElement} */ (button.closest("[data-chart]"));
    const name = chart.dataset.chart ?? "chart";
    const kind = button.dataset.kind;
    if (kind === "csv") {
        // The mark at the beginning tells spreadsheets that it is UTF-8.
        download(new Blob(["\ufeff" + (chart.querySelector("[data-csv]")?.textContent ?? "") + "\n"], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
        return;
    }

    const drawing = draw(chart);
    if (!drawing)
        return;
    const text = new XMLSerializer().serializeToString(drawing);
    download(kind === "png" ? await paint(text, drawing) : new Blob([text], { type: "image/svg+xml" }), `${name}.${kind}`);
}

/**
 * The chart's drawing, on its own ground and under its title, with every style written out.
 * @param {HTMLElement} chart
 */
function draw(chart) {
    const drawings = [...chart.querySelectorAll("svg.plot")];
    const source = /** @type {SVGSVGElement | undefined} */ (drawings.find(svg => svg.getClientRects().length > 0) ?? drawings[0]);
    if (!source)
        return null;
    const { width, height } = source.viewBox.baseVal;
    const page = getComputedStyle(chart);
    const whole = document.createElementNS(SVG, "svg");
    const size = { width: width + 2 * Margin, height: height + 2 * Margin + 28 };
    for (const [key, value] of Object.entries({ xmlns: SVG, width: size.width, height: size.height, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": "Roboto, Helvetica, Arial, sans-serif" }))
        whole.setAttribute(key, String(value));
    const ground = whole.appendChild(document.createElementNS(SVG, "rect"));
    for (const [key, value] of Object.entries({ width: size.width, height: size.height, fill: page.backgroundColor }))
        ground.setAttribute(key, String(value));
    const title = whole.appendChild(document.createElementNS(SVG, "text"));
    for (const [key, value] of Object.entries({ x: Margin, y: Margin + 12, fill: page.color, "font-size": "16px", "font-weight": 500 }))
        title.setAttribute(key, String(value));
    title.textContent = chart.querySelector("h2")?.textContent ?? "";
    const inner = whole.appendChild(document.createElementNS(SVG, "g"));
    inner.setAttribute("transform", `translate(${Margin} ${Margin + 28})`);
    for (const child of source.children) {
        const copy = plain(/** @type {SVGElement} */ (child));
        if (copy)
            inner.appendChild(copy);
    }

    return whole;
}

/**
 * A copy that needs no style sheet, and leads nowhere.
 * @param {SVGElement} element
 * @returns {SVGElement | null}
 */
function plain(element) {
    const isLink = element.tagName.toLowerCase() === "a";
    const copy = /** @type {SVGElement} */ (isLink ? document.createElementNS(SVG, "g") : element.cloneNode(false));
    if (!isLink && element.tagName !== "title") {
        const style = getComputedStyle(element);
        for (const name of ["class", "style"])
            copy.removeAttribute(name);
        for (const name of Shown)
            copy.setAttribute(name, style.getPropertyValue(name));
    }

    for (const node of element.childNodes)
        if (node instanceof SVGElement) {
            const child = plain(node);
            if (child)
                copy.appendChild(child);
        } else if (node.nodeType === Node.TEXT_NODE && (element.tagName === "text" || element.tagName === "title")) {
            copy.appendChild(node.cloneNode());
        }
    return copy;
}

/**
 * @param {string} text The drawing as SVG.
 * @param {SVGSVGElement} drawing
 * @returns {Promise<Blob>}
 */
async function paint(text, drawing) {
    const image = new Image();
    const loaded = new Promise((done, failed) => { image.onload = done; image.onerror = failed; });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await loaded;
    const canvas = document.createElement("canvas");
    canvas.width = Number(drawing.getAttribute("width")) * Scale;
    canvas.height = Number(drawing.getAttribute("height")) * Scale;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => canvas.toBlob(blob => blob ? done(blob) : failed(new Error("The picture could not be made.")), "image/png"));
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
