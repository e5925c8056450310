/** What all parts of the page share: the program, last year's report, what is said of the work, and that there is one work at a time. */

import { byId, element } from "./dom.js";
import { Failed, Unanswered } from "./program.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */
/** @typedef {import("./program.js").ProgramWorker} ProgramWorker */

/** @type {ProgramWorker} */
export let program;

/** @type {Given | null} */
export let lastYear = null;

/** @param {ProgramWorker} started */
export function setProgram(started) {
  program = started;
}

/** @param {Given | null} given */
export function setLastYear(given) {
  lastYear = given;
}

/** Say how the work stands. @param {string} text */
export function tell(text) {
  byId("state").textContent = text;
}

let working = 0;

/** Do a work, the page marked as busy; what fails is shown. @param {() => Promise<void>} work */
export async function doing(work) {
  document.body.setAttribute("aria-busy", String(++working > 0));
  document.querySelector(".failure")?.remove();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failed || error instanceof Unanswered)) throw error;
    byId("intake").append(
      element("div", { className: "failure", role: "alert" }, element("p", {}, say("failed")), element("pre", { tabIndex: 0 }, error.message)),
    );
  } finally {
    document.body.setAttribute("aria-busy", String(--working > 0));
  }
}

/**
 * The files that a question about one of them needs, by their names, and what last year's is called.
 *
 * @param {Given} given
 * @returns {{files: [string, Blob][], file: string, last: string}}
 */
export function withLastYear({ name, file }) {
  if (!lastYear) return { files: [[name, file]], file: name, last: "" };
  const last = lastYear.name === name ? `last/${name}` : lastYear.name;
  return { files: [[name, file], [last, lastYear.file]], file: name, last };
}

/**
 * What the program says of a file, or of a file that it was ended by.
 *
 * @param {Given} given
 * @param {{do: string, [name: string]: unknown}} request
 * @param {[string, Blob][]} files
 */
export async function told(given, request, files) {
  try {
    return (await program.ask(request, files)).answer;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return (await program.ask({ do: "lost", file: given.name, limit: error.limit })).answer;
  }
}
