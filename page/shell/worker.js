/** The worker of the page: starts Python from the parts that the page has inlined, and answers one question after another. */

import { unpacked } from "./parts.js";
import { Lost, Program, TooLarge } from "./python.js";

/** @typedef {Record<"pyodide.mjs" | "pyodide.asm.mjs" | "pyodide.asm.wasm" | "python.zip" | "pyodide-lock.json", Blob>} Parts */

const NOWHERE = "https://page.invalid/";
const TYPES = { wasm: "application/wasm", zip: "application/zip" };

/** @type {Promise<Program>} */
let program;
let mostBytes = Infinity;

self.onmessage = async ({ data }) => {
  try {
    if (data.parts) {
      program = start(data.parts);
      const { answer } = (await program).ask({ do: "about", language: data.language }, []);
      mostBytes = answer.most_bytes;
      self.postMessage({ id: data.id, answer, files: [] });
      return;
    }
    const files = (await Promise.all(data.files.map(content))).filter((file) => file !== null);
    const found = (await program).ask(data.request, files);
    self.postMessage({ id: data.id, ...found }, { transfer: found.files.map(([, bytes]) => bytes.buffer) });
  } catch (error) {
    const failure = error instanceof Lost ? "lost" : "failed";
    self.postMessage({ id: data.id, failure, details: String(error) });
  }
};

/**
 * A file with its content; none where it was changed or moved since it was chosen, so that the program does not find it.
 *
 * @param {[string, Blob]} file
 * @returns {Promise<[string, Uint8Array | TooLarge] | null>}
 */
async function content([name, blob]) {
  if (blob.size > mostBytes) return [name, new TooLarge(blob.size)];
  try {
    return [name, new Uint8Array(await blob.arrayBuffer())];
  } catch {
    return null;
  }
}

/** @param {Parts} parts */
async function start(parts) {
  // Pyodide refuses a worker that could load scripts; it is given its modules, and nothing else.
  Object.assign(self, {
    importScripts() {
      throw new Error("This worker loads nothing.");
    },
  });
  self.fetch = async (url) => {
    const name = String(url).replace(NOWHERE, "");
    if (!(name in parts)) throw new TypeError(`This page loads nothing: ${url}`);
    const type = TYPES[/** @type {keyof TYPES} */ (name.split(".").pop())];
    return new Response(unpacked(parts[/** @type {keyof Parts} */ (name)]).body, {
      headers: { "Content-Type": type },
    });
  };
  const [{ loadPyodide }, { default: createPyodideModule }, lock] = await Promise.all([
    module(parts["pyodide.mjs"]),
    module(parts["pyodide.asm.mjs"]),
    unpacked(parts["pyodide-lock.json"]).text(),
  ]);
  return Program.start(loadPyodide, {
    createPyodideModule,
    indexURL: NOWHERE,
    lockFileContents: lock,
    stdLibURL: `${NOWHERE}python.zip`,
  });
}

/** @param {Blob} part */
async function module(part) {
  const source = await unpacked(part).blob();
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
