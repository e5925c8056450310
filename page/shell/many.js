/** Many files: how far each unit has come, what goes back to them, and all of them as one. */

import { collectionOf } from "./collection.js";
import { doing, program, tell, told } from "./desk.js";
import { button, byId, element, save } from "./dom.js";
import { hideResult, showResult } from "./result.js";
import { Unanswered } from "./program.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */

/** @type {Map<string, Given>} */
let given = new Map();
/** @type {string[]} what the program has taken up of each file, opaque */
let sent = [];
/** @type {File | null} */
let unitList = null;
/** @type {string[]} */
let remarks = [];
let isStopped = false;

/** Take up what many units sent, and show how far each has come. @param {Given[]} files */
export function showCollection(files) {
  return doing(async () => {
    hideResult();
    given = new Map(files.map((each) => [each.name, each]));
    remarks = [];
    await takeUp();
  });
}

/** Take up all files again, in another language. */
export function refreshCollection() {
  return given.size ? doing(takeUp) : Promise.resolve();
}

/** Take the table away. */
export function hideCollection() {
  given = new Map();
  byId("collection").hidden = true;
}

async function takeUp() {
  const files = await wanted();
  if (!files.length) {
    tell([say("nothingChosen"), ...remarks].join("\n"));
    return;
  }
  sent = [];
  await each(files, async (file) => {
    const answer = await told(file, { do: "submit", file: file.name }, [[file.name, file.file]]);
    sent.push(answer.sent);
  });
  await render();
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

/**
 * Do something with each of the files, with a number that tells how far it has come; it can be stopped.
 *
 * @param {Given[]} files
 * @param {(file: Given) => Promise<void>} work
 */
async function each(files, work) {
  const bar = byId("bar");
  isStopped = false;
  byId("progress").hidden = false;
  Object.assign(bar, { max: files.length, value: 0 });
  byId("stop").onclick = () => {
    isStopped = true;
  };
  let done = 0;
  for (const file of files) {
    if (isStopped) break;
    tell(say("progress", { done, total: files.length }));
    await work(file);
    Object.assign(bar, { value: ++done });
  }
  byId("progress").hidden = true;
  tell(isStopped ? say("stopped", { done, total: files.length }) : say("checked"));
}

/** What a question about the collection has with it. */
function asked() {
  const year = Number(byId("reports-year")?.value) || null;
  const name = unitList?.name ?? "";
  /** @type {[string, Blob][]} */
  const files = unitList ? [[name, unitList]] : [];
  return { request: { sent, units: name, year }, files };
}

async function render() {
  const { request, files } = asked();
  const { answer } = await program.ask({ do: "status", ...request, to: "" }, files);
  if (answer.error) {
    tell(answer.error);
    return;
  }
  const panel = byId("collection");
  panel.hidden = false;
  panel.replaceChildren(
    element("h2", { id: "collection-title" }, answer.shown.title),
    element("form", { className: "fields", onsubmit: (event) => event.preventDefault() }, ...settings(answer.shown.year)),
    element("div", { className: "actions" }, ...exports(answer.shown.title)),
    element("p", { id: "collection-said", role: "status" }),
    collectionOf(answer.shown, open),
    ...remarks.map((text) => element("p", { className: "hint" }, text)),
    merging(answer.shown.year),
  );
}

/** @param {number | null} year */
function settings(year) {
  const reports = element("input", { type: "number", id: "reports-year", min: "2000", max: "2999", value: String(year ?? "") });
  reports.onchange = () => doing(render);
  const units = element("input", { type: "file", accept: ".xlsx,.csv", id: "units" });
  units.onchange = () => {
    unitList = units.files?.[0] ?? unitList;
    doing(render);
  };
  const named = element("output", { className: "hint" }, unitList?.name);
  return [
    element("label", {}, element("span", {}, say("yearOfReports")), reports),
    element("label", { className: "wide" }, element("span", {}, say("unitList")), units, named),
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
    /** @type {[string, Blob][]} */
    const made = [];
    /** @type {string[]} */
    const refused = [];
    await each([...given.values()], async ({ name, file }) => {
      try {
        const { answer, files } = await program.ask({ do: "copy", file: name, last: "" }, [[name, file]]);
        if (answer.error) refused.push(answer.error);
        for (const [copy, content] of files) made.push([copy, new Blob([/** @type {BlobPart} */ (content)])]);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
      }
    });
    if (made.length) {
      const into = `${title}-${say("copiesName")}.zip`;
      save((await program.ask({ do: "pack", names: made.map(([name]) => name), into }, made)).files);
    }
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
