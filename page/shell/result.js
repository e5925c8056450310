/** One file: the verdict, what was found, and what can be made of it. */

import { doing, lastYear, program, tell, told, withLastYear } from "./desk.js";
import { button, byId, element, save } from "./dom.js";
import { comparisonOf, findingsOf } from "./findings.js";
import { say } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */

/** @type {Given | null} */
let shownFile = null;
let listsNotes = false;
/** @type {(() => void) | undefined} */
let goBack;

/** Check a file and show what was found. @param {Given} given @param {() => void} [back] */
export function showResult(given, back) {
  if (given !== shownFile) listsNotes = false;
  shownFile = given;
  goBack = back;
  return check(true);
}

/** Check again, in another language or against another year, if there is a file to check. */
export function refreshResult() {
  return shownFile ? check(false) : Promise.resolve();
}

/** Take the result away. */
export function hideResult() {
  shownFile = null;
  byId("result").hidden = true;
}

/** @param {boolean} isNew */
function check(isNew) {
  return doing(async () => {
    const given = /** @type {Given} */ (shownFile);
    tell(say("checking", { file: given.name }));
    // No verdict on one file stands under the name of another.
    if (isNew) byId("result").hidden = true;
    const { files, file, last } = await withLastYear(given);
    const { answer } = await told(program, given, { do: "check", file, last, notes: listsNotes }, files);
    const { shown, error } = answer;
    if (given !== shownFile) return;
    tell(error ?? say("checked"));
    if (error) return;
    render(given, shown);
    if (isNew) byId("result").focus();
  });
}

/** @param {Given} given @param {any} shown */
function render(given, shown) {
  const panel = byId("result");
  panel.hidden = false;
  panel.replaceChildren(
    element("h2", { id: "result-title" }, shown.file),
    element("p", { className: `verdict ${shown.look}`, id: "verdict" }, shown.verdict),
    element("div", { className: "actions" }, ...actions(given, shown)),
    element("p", { id: "said", role: "status" }),
    element("div", { id: "years" }),
    findingsOf(shown, explain),
  );
}

/** @param {Given} given @param {any} shown */
function* actions(given, shown) {
  const back = goBack;
  if (back) yield button(say("back"), back, "quiet");
  yield button(say("again"), () => check(false), "quiet");
  if (!shown.is_read) return;
  const charts = element("input", { type: "checkbox" });
  /** @param {string} to @param {boolean} draft */
  const build = (to, draft) => make(given, { do: "build", to: [to], draft, charts: charts.checked });
  if (shown.is_published) {
    yield button(say("importIt"), () => make(given, { do: "import_" }));
  } else if (shown.has_errors) {
    yield button(say("copy"), () => copy(given));
    yield button(say("draft"), () => build("docx", true), "quiet");
  } else {
    yield button(say("word"), () => build("docx", false));
    yield button(say("html"), () => build("html", false));
    if (shown.sheets.length) yield button(say("copy"), () => copy(given), "quiet");
  }
  if (!shown.is_published) yield element("label", { className: "choice" }, charts, say("charts"));
  if (shown.sheets.length) {
    yield button(
      say("findingsFile"),
      () => make(given, { do: "findings", to: "csv", notes: listsNotes }),
      "quiet",
    );
  }
  if (lastYear) yield button(say("compare"), () => compare(given), "quiet");
  yield notesChoice();
}

function notesChoice() {
  const notes = element("input", { type: "checkbox", checked: listsNotes });
  notes.onchange = () => {
    listsNotes = notes.checked;
    check(false);
  };
  return element("label", { className: "choice" }, notes, say("notes"));
}

/** @param {string} text */
function said(text) {
  byId("said").textContent = text;
}

/**
 * Have something made of a file, and saved.
 *
 * @param {Given} given
 * @param {{do: string, [name: string]: unknown}} request
 * @param {(name: string) => string} [named]
 */
function make(given, request, named = (name) => name) {
  return doing(async () => {
    said(say("making"));
    const { files, file, last } = await withLastYear(given);
    const asked = request.do === "import_" ? { ...request, file } : { ...request, file, last };
    const { answer, files: made } = await program.ask(asked, files);
    const renamed = made.map(
      ([name, content]) => /** @type {[string, Uint8Array]} */ ([named(name), content]),
    );
    if (answer.shown && !made.length) {
      render(given, answer.shown); // It has errors by now, so that nothing was built.
      return;
    }
    save(renamed);
    const names = renamed.map(([name]) => name).join("、");
    const outcome = answer.error ?? (names ? say("made", { files: names }) : say("nothingMade"));
    said([outcome, ...(answer.remarks ?? [])].join("\n"));
  });
}

/** @param {Given} given */
function copy(given) {
  return make(given, { do: "copy" }, (name) => name.replace(/(\.\w+)$/, `-${say("copiesName")}$1`));
}

/** @param {string} code */
async function explain(code) {
  return (await program.ask({ do: "explain", code })).answer.text;
}

/** @param {Given} given */
function compare(given) {
  return doing(async () => {
    const { files, file, last } = await withLastYear(given);
    const { answer } = await program.ask({ do: "compare", file, last, to: [] }, files);
    said(answer.error ?? "");
    if (answer.error) return;
    /** @param {string} to */
    const download = (to) => make(given, { do: "compare", to: [to] });
    const years = byId("years");
    years.replaceChildren(
      element("h3", { tabIndex: -1 }, say("comparison")),
      element(
        "div",
        { className: "actions" },
        button(say("asWord"), () => download("docx"), "quiet"),
        button(say("asPage"), () => download("html"), "quiet"),
        button(say("close"), () => years.replaceChildren(), "quiet"),
      ),
      comparisonOf(answer.shown),
    );
    years.querySelector("h3")?.focus();
  });
}
