/** The parts of the page that stand in it packed: the program, Python, the worker, the licences. */

/** @param {Blob} part packed */
export function unpacked(part) {
  return new Response(part.stream().pipeThrough(new DecompressionStream("gzip")));
}

/** All parts by their names; they are taken out of the page, which needs them only once. */
export function takenParts() {
  return Object.fromEntries([...document.querySelectorAll("script[data-part]")].map(taken));
}

/** @param {Element} script @returns {[string, Blob]} */
function taken(script) {
  const text = atob(script.textContent ?? "");
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  script.remove();
  return [script.getAttribute("data-part") ?? "", new Blob([bytes])];
}
