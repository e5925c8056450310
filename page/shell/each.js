/** One question about each of many files, by one worker or two; how far it has come is shown, and it can be stopped. */

import { program, tell, told } from "./desk.js";
import { byId } from "./dom.js";
import { current } from "./intake.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */
/** @typedef {import("./program.js").ProgramWorker} ProgramWorker */
/** @typedef {{answer: any, files: [string, Uint8Array][]}} Answered */

/** Of fewer files a second worker would not be ready before the first has done them. */
const FEW = 24;

/** The number of the present work: an older one ends. */
let present = 0;

/** Begin another work; the one before it ends. Gives its number. */
export function begin() {
  byId("progress").hidden = true;
  return ++present;
}

/**
 * Ask something of each of the files.
 *
 * @param {number} work that was begun
 * @param {Given[]} files
 * @param {(file: Given) => {do: string, [name: string]: unknown}} request
 * @returns {Promise<{answers?: Answered[], outcome: string}>} the answers in the order of the files: of all, or of
 *   those done when it was stopped; none where another work has begun
 */
export async function each(work, files, request) {
  const total = files.length;
  /** @type {Answered[]} */
  const answers = [];
  let [next, done, isStopped] = [0, 0, work !== present];
  const tellProgress = () => {
    Object.assign(byId("bar"), { max: total, value: done });
    byId("count").textContent = say("progress", { done, total });
  };
  /** @param {ProgramWorker} asked */
  const ask = async (asked) => {
    while (next < total && !isStopped && work === present) {
      const at = next++;
      const { name, file } = files[at];
      // Of a file that cannot be read any more, the program says that it is not there.
      const now = await current(files[at]).catch(() => file);
      answers[at] = await told(asked, files[at], { ...request(files[at]), file: name }, [[name, now]]);
      done += 1;
      if (work === present) tellProgress();
    }
  };
  if (!isStopped) {
    byId("stop").onclick = () => {
      isStopped = true;
    };
    byId("progress").hidden = false;
    tell(say("working", { total }));
    tellProgress();
    await withHelper(total, ask);
  }
  if (work !== present) return { outcome: "" };
  byId("progress").hidden = true;
  const outcome = isStopped ? say("stopped", { done, total }) : say("checked");
  return { answers: answers.filter(Boolean), outcome };
}

/**
 * Do a work with the program, and if there is much of it with a second one.
 *
 * @param {number} count
 * @param {(asked: ProgramWorker) => Promise<void>} ask
 */
async function withHelper(count, ask) {
  const helper = count >= FEW && navigator.hardwareConcurrency > 1 ? program.twin() : null;
  const started = helper?.start().then(
    () => ask(helper),
    () => undefined, // There may be no memory for it.
  );
  try {
    await Promise.all([ask(program), started]);
  } finally {
    helper?.end();
  }
}
