/** Elements of the page. Text is only ever text: nothing here takes mark-up. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] of the element; names with `-` are attributes, `undefined` and `false` leave one out
 * @param {...(Node | string | false | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else Object.assign(made, { [name]: value });
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * @param {string} text
 * @param {() => void} onclick
 * @param {string} [className]
 */
export function button(text, onclick, className = "") {
  return element("button", { type: "button", onclick, className }, text);
}

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
export function inputById(id) {
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

/** Give files to the browser to be saved. @param {[string, Uint8Array][]} files */
export function save(files) {
  for (const [name, content] of files) {
    const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (content)]));
    element("a", { href: url, download: name.split("/").pop() }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}
