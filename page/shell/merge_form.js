/** The form that makes one workbook of what all units sent. */

import { doing, program } from "./desk.js";
import { element, save } from "./dom.js";
import { say } from "./words.js";

/** What stands in it: it is made anew with the table. */
let typed = { organ: "", without: "", admitted: "" };

/**
 * @param {number | null} year of most reports
 * @param {() => {request: object, files: [string, Blob][]}} asked what a question about the collection has with it
 */
export function mergeForm(year, asked) {
  const organ = element("input", {
    type: "text",
    required: true,
    autocomplete: "off",
    id: "merge-organ",
    value: typed.organ,
  });
  const ofYear = element("input", {
    type: "number",
    required: true,
    min: "2000",
    max: "2999",
    value: String(year ?? ""),
  });
  const without = element("textarea", { rows: 2, id: "merge-without", value: typed.without });
  const admitted = element("textarea", { rows: 2, id: "merge-admitted", value: typed.admitted });
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
  form.oninput = () => {
    typed = { organ: organ.value, without: without.value, admitted: admitted.value };
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const { request, files } = asked();
    const merge = {
      ...request,
      do: "merge",
      organ: organ.value,
      year: Number(ofYear.value),
      without: linesOf(without),
      admitted: linesOf(admitted),
    };
    doing(async () => {
      toldOf.textContent = say("making");
      const { answer, files: made } = await program.ask(merge, files);
      save(made);
      const names = made.map(([name]) => name).join("、");
      toldOf.textContent = answer.error ?? [say("made", { files: names }), ...answer.remarks].join("\n");
    });
  };
  const hint = element("p", { className: "hint" }, say("mergeHint"));
  return element(
    "details",
    { className: "merging" },
    element("summary", {}, say("merge")),
    hint,
    form,
    toldOf,
  );
}

/** @param {HTMLTextAreaElement} area */
function linesOf(area) {
  return area.value
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
