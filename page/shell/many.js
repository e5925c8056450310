/** Many files: how far each unit has come, what goes back to them, and all of them as one. */

import { collectionOf } from "./collection.js";
import { doing, program, tell, told } from "./desk.js";
import { button, byId, element, save } from "./dom.js";
import { hideResult, showResult } from "./result.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */
/** @typedef {import("./program.js").ProgramWorker} ProgramWorker */

/** Of fewer files a second worker would not be ready before the first has done them. */
const FEW = 24;

/** @type {Map<string, Given>} */
let given = new Map();
/** @type {string[]} what the program has taken up of each file, opaque */
let sent = [];
/** @type {File | null} */
let unitList = null;
/** @type {number | null} without one, the program takes that of most reports */
let yearAskedFor = null;
/** @type {string[]} */
let remarks = [];
/** Which of the works that were begun is the present one: an older one ends. */
let work = 0;

/** Take up what many units sent, and show how far each has come. @param {Given[]} files */
export function showCollection(files) {
  hideResult();
  yearAskedFor = null;
  given = new Map(files.map((each) => [each.name, each]));
  return doing(takeUp);
}

/** Take up all files again, in another language. */
export function refreshCollection() {
  return given.size ? doing(takeUp) : Promise.resolve();
}

/** Take the table away. */
export function hideCollection() {
  work += 1;
  given = new Map();
  byId("collection").hidden = true;
}

async function takeUp() {
  const files = await wanted();
  if (!files.length) {
    tell([say("nothingChosen"), ...remarks].join("\n"));
    return;
  }
  const { answers, outcome } = await each(files, ({ name, isOfFolder }) => ({
    do: "submit",
    folder: isOfFolder ? name.slice(0, name.indexOf("/")) : "",
  }));
  if (!answers) return;
  sent = answers.map(({ answer }) => answer.sent);
  tell((await render()) ?? outcome);
  byId("collection").focus();
}

/** Those of the files that may be reports: whatever was named, and of folders what the program chooses. */
async function wanted() {
  const all = [...given.values()];
  const ofFolders = all.filter((file) => file.isOfFolder).map((file) => file.name);
  const { answer } = await program.ask({ do: "choose", files: ofFolders });
  remarks = answer.remarks;
  return all.filter((file) => !file.isOfFolder || answer.files.includes(file.name));
}

/** @typedef {{answer: any, files: [string, Uint8Array][]}} Answered */

/**
 * Ask something of each of the files, with a number that tells how far it has come.
 *
 * @param {Given[]} files
 * @param {(file: Given) => {do: string, [name: string]: unknown}} request
 * @returns {Promise<{answers?: Answered[], outcome: string}>} the answers in the order of the files: of all, or of those
 *   done when it was stopped; none where another work has begun
 */
async function each(files, request) {
  const mine = ++work;
  const total = files.length;
  /** @type {Answered[]} */
  const answers = [];
  let [next, done, isStopped] = [0, 0, false];
  const tellProgress = () => {
    Object.assign(byId("bar"), { max: total, value: done });
    tell(say("progress", { done, total }));
  };
  /** @param {ProgramWorker} asked */
  const ask = async (asked) => {
    while (next < total && !isStopped && mine === work) {
      const at = next++;
      const { name, file } = files[at];
      answers[at] = await told(asked, files[at], { ...request(files[at]), file: name }, [[name, file]]);
      done += 1;
      if (mine === work) tellProgress();
    }
  };
  byId("stop").onclick = () => {
    isStopped = true;
  };
  byId("progress").hidden = false;
  tellProgress();
  await withHelper(total, ask);
  if (mine !== work) return { outcome: "" };
  byId("progress").hidden = true;
  return { answers: answers.filter(Boolean), outcome: isStopped ? say("stopped", { done, total }) : say("checked") };
}

/** Do a work with the program, and if there is much of it with a second one. @param {number} count @param {(asked: ProgramWorker) => Promise<void>} ask */
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

/** What a question about the collection has with it. */
function asked() {
  const name = unitList?.name ?? "";
  /** @type {[string, Blob][]} */
  const files = unitList ? [[name, unitList]] : [];
  return { request: { sent, units: name, year: yearAskedFor }, files };
}

/** Show the table. @returns {Promise<string | undefined>} why that cannot be */
async function render() {
  const { request, files } = asked();
  const { answer } = await program.ask({ do: "status", ...request, to: "" }, files);
  if (answer.error) return answer.error;
  const panel = byId("collection");
  panel.hidden = false;
  panel.replaceChildren(
    element("h2", { id: "collection-title" }, answer.shown.title),
    element("form", { className: "fields", onsubmit: (/** @type {Event} */ event) => event.preventDefault() }, ...settings(answer.shown.year)),
    element("div", { className: "actions" }, ...exports(answer.shown.title)),
    element("p", { id: "collection-said", role: "status" }),
    collectionOf(answer.shown, open),
    ...remarks.map((text) => element("p", { className: "hint" }, text)),
    merging(answer.shown.year),
  );
  return undefined;
}

async function renderAnew() {
  tell((await render()) ?? say("checked"));
}

/** @param {number | null} year */
function settings(year) {
  const reports = element("input", { type: "number", id: "reports-year", min: "2000", max: "2999", value: String(year ?? "") });
  reports.onchange = () => {
    yearAskedFor = Number(reports.value) || null;
    doing(renderAnew);
  };
  const units = element("input", { type: "file", accept: ".xlsx,.csv", id: "units" });
  units.onchange = () => {
    unitList = units.files?.[0] ?? unitList;
    doing(renderAnew);
  };
  const named = element("output", {}, unitList?.name);
  return [
    element("label", {}, element("span", {}, say("yearOfReports")), reports),
    element(
      "div",
      { className: "wide" },
      element("span", {}, say("unitList")),
      element("label", { className: "button quiet" }, units, element("span", {}, say("chooseList"))),
      " ",
      named,
    ),
  ];
}

/** @param {string} title */
function exports(title) {
  return [
    ...["xlsx", "csv", "html"].map((to) => button(say("exportAs", { format: to }), () => exported(to), "quiet")),
    button(say("allCopies"), () => copies(title)),
  ];
}

/** @param {string} text */
function said(text) {
  byId("collection-said").textContent = text;
}

/** @param {string} to */
function exported(to) {
  return doing(async () => {
    const { request, files } = asked();
    const { answer, files: made } = await program.ask({ do: "status", ...request, to }, files);
    save(made);
    said(answer.error ?? say("made", { files: made.map(([name]) => name).join("、") }));
  });
}

/** The annotated copies of all files with findings, in one zip. @param {string} title */
function copies(title) {
  return doing(async () => {
    const { answers, outcome } = await each(await wanted(), () => ({ do: "copy", last: "" }));
    if (!answers) return;
    const refused = answers.map(({ answer }) => answer.error).filter(Boolean);
    /** @type {[string, Blob][]} */
    const made = answers.flatMap(({ files }) => files).map(([name, content]) => [name, new Blob([/** @type {BlobPart} */ (content)])]);
    if (made.length) {
      const into = `${title}-${say("copiesName")}.zip`;
      save((await program.ask({ do: "pack", names: made.map(([name]) => name), into }, made)).files);
    }
    tell(outcome);
    said([made.length ? say("copiesMade", { count: made.length }) : say("noCopies"), ...refused].join("\n"));
  });
}

/** @param {string} file */
function open(file) {
  const opened = given.get(file);
  if (!opened) return;
  showResult(opened, () => {
    hideResult();
    byId("collection").focus();
  });
}

/** The form that makes one workbook of all. @param {number | null} year */
function merging(year) {
  const organ = element("input", { type: "text", required: true, autocomplete: "off", id: "merge-organ" });
  const ofYear = element("input", { type: "number", required: true, min: "2000", max: "2999", value: String(year ?? "") });
  const without = element("textarea", { rows: 2 });
  const admitted = element("textarea", { rows: 2 });
  const toldOf = element("p", { id: "merge-said", role: "status" });
  const form = element(
    "form",
    { className: "fields" },
    element("label", { className: "wide" }, element("span", {}, say("organOfMerge")), organ),
    element("label", {}, element("span", {}, say("year")), ofYear),
    element("label", { className: "wide" }, element("span", {}, say("without")), without),
    element("label", { className: "wide" }, element("span", {}, say("admitted")), admitted),
    element("button", {}, say("mergeNow")),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    const reasons = linesOf(admitted).map((each) => each.split(/[=＝]/).map((part) => part.trim()));
    const request = { organ: organ.value, year: Number(ofYear.value), without: linesOf(without), admitted: Object.fromEntries(reasons) };
    doing(async () => {
      toldOf.textContent = say("making");
      const { request: collection, files } = asked();
      const { answer, files: made } = await program.ask({ do: "merge", ...collection, ...request }, files);
      save(made);
      toldOf.textContent = answer.error ?? [say("made", { files: made.map(([name]) => name).join("、") }), ...answer.remarks].join("\n");
    });
  };
  return element("details", { className: "merging" }, element("summary", {}, say("merge")), element("p", { className: "hint" }, say("mergeHint")), form, toldOf);
}

/** @param {HTMLTextAreaElement} area */
function linesOf(area) {
  return area.value.split("\n").map((each) => each.trim()).filter(Boolean);
}
