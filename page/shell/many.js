/** Many files: how far each unit has come, what goes back to them, and all of them as one. */

import { collectionOf } from "./collection.js";
import { doing, program, tell } from "./desk.js";
import { button, byId, element, save } from "./dom.js";
import { begin, each } from "./each.js";
import { mergeForm } from "./merge_form.js";
import { hideResult, showResult } from "./result.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */

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

/** Take up what many units sent, and show how far each has come. @param {Given[]} files */
export function showCollection(files) {
  hideResult();
  yearAskedFor = null;
  given = new Map(files.map((each) => [each.name, each]));
  return doing(takeUp);
}

/** Take up all files again: as they stand now, or in another language. */
export function refreshCollection() {
  return given.size ? doing(takeUp) : Promise.resolve();
}

/** Take the table away. */
export function hideCollection() {
  begin();
  given = new Map();
  byId("collection").hidden = true;
}

async function takeUp() {
  const work = begin();
  const files = await wanted();
  if (!files.length) {
    tell([say("nothingChosen"), ...remarks].join("\n"));
    return;
  }
  const { answers, outcome } = await each(work, files, ({ name, isOfFolder }) => ({
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
    element(
      "form",
      { className: "fields", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      ...settings(answer.shown.year),
    ),
    element("div", { className: "actions" }, ...exports(answer.shown.title)),
    element("p", { id: "collection-said", role: "status" }),
    collectionOf(answer.shown, open),
    ...remarks.map((text) => element("p", { className: "hint" }, text)),
    mergeForm(answer.shown.year, asked),
  );
  return undefined;
}

/** Show the table by another year or list; what is no list is told and taken back. @param {() => void} [takeBack] */
async function renderAnew(takeBack) {
  const why = await render();
  if (why) takeBack?.();
  said(why ?? "");
}

/** @param {number | null} year */
function settings(year) {
  const reports = element("input", {
    type: "number",
    id: "reports-year",
    min: "2000",
    max: "2999",
    value: String(year ?? ""),
  });
  reports.onchange = () => {
    yearAskedFor = Number(reports.value) || null;
    doing(() => renderAnew());
  };
  const units = element("input", { type: "file", accept: ".xlsx,.csv", id: "units" });
  units.onchange = () => {
    const before = unitList;
    unitList = units.files?.[0] ?? before;
    doing(() => renderAnew(() => (unitList = before)));
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
    ...["xlsx", "csv", "html"].map((to) =>
      button(say("exportAs", { format: to }), () => exported(to), "quiet"),
    ),
    button(say("allCopies"), () => copies(title)),
    button(say("again"), () => refreshCollection(), "quiet"),
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
    const { answers, outcome } = await each(begin(), await wanted(), () => ({ do: "copy", last: "" }));
    if (!answers) return;
    const refused = answers.map(({ answer }) => answer.error).filter(Boolean);
    /** @type {[string, Blob][]} */
    const made = answers
      .flatMap(({ files }) => files)
      .map(([name, content]) => [name, new Blob([/** @type {BlobPart} */ (content)])]);
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
