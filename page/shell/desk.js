/** What all parts of the page share: the program, last year's report, what is said of the work, and that there is one work at a time. */

import { byId, element } from "./dom.js";
import { Stale, current } from "./intake.js";
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
    if (error instanceof Unanswered) tell(say("unanswered"));
    else if (error instanceof Stale) tell(say("stale", { file: error.message }));
    else showFailure(error);
  } finally {
    document.body.setAttribute("aria-busy", String(--working > 0));
  }
}

/** Show an error of the program itself; a file by which it was ended is none. @param {unknown} error */
function showFailure(error) {
  if (error instanceof Unanswered) return;
  if (!(error instanceof Failed)) throw error;
  const details = element("pre", { tabIndex: 0 }, error.message);
  byId("intake").append(
    element("div", { className: "failure", role: "alert" }, element("p", {}, say("failed")), details),
  );
}

/**
 * The files that a question about one of them needs, by their names, and what last year's is called.
 *
 * @param {Given} given
 * @returns {Promise<{files: [string, Blob][], file: string, last: string}>}
 */
export async function withLastYear(given) {
  /** @type {[string, Blob][]} */
  const files = [[given.name, await current(given)]];
  if (!lastYear) return { files, file: given.name, last: "" };
  const last = lastYear.name === given.name ? `last/${given.name}` : lastYear.name;
  files.push([last, await current(lastYear)]);
  return { files, file: given.name, last };
}

/**
 * What the program says of a file, with what it made; or of a file that it was ended by.
 *
 * @param {ProgramWorker} asked
 * @param {Given} given
 * @param {{do: string, [name: string]: unknown}} request
 * @param {[string, Blob][]} files
 */
export async function told(asked, given, request, files) {
  try {
    return await asked.ask(request, files);
  } catch (error) {
    showFailure(error);
    const limit = error instanceof Unanswered ? error.limit : null;
    return await asked.ask({ do: "lost", file: given.name, limit });
  }
}
