/** What was found in a file, sheet by sheet; see page_data.py for what is shown. */

import { button, element } from "./dom.js";
import { say } from "./words.js";

/**
 * @param {any} shown
 * @param {(code: string) => Promise<string>} explain
 */
export function findingsOf(shown, explain) {
  const sheets = shown.sheets.map((/** @type {any} */ each) =>
    element(
      "section",
      { className: "sheet" },
      element("h3", {}, `【${each.sheet}】`),
      element(
        "ul",
        { className: "findings" },
        ...each.findings.map((/** @type {any} */ found) => finding(found, explain)),
      ),
    ),
  );
  return element("div", {}, ...sheets, shown.left_out && element("p", {}, shown.left_out));
}

/** @param {any} found @param {(code: string) => Promise<string>} explain */
function finding(found, explain) {
  const told = element("p", { className: "explained", role: "note", hidden: true });
  const code = button(
    found.code,
    async () => {
      if (!told.textContent) told.textContent = await explain(found.code);
      told.hidden = !told.hidden;
      code.setAttribute("aria-expanded", String(!told.hidden));
    },
    "code",
  );
  code.setAttribute("aria-expanded", "false");
  code.setAttribute("aria-label", say("explain", found));
  return element(
    "li",
    { className: `finding ${found.severity}` },
    element("p", {}, ...line(found, code)),
    found.explanation && element("p", { className: "hint" }, found.explanation),
    told,
    found.table && part(found),
    found.related.length > 0 &&
      element(
        "ul",
        { className: "related" },
        ...found.related.map((/** @type {any} */ each) => element("li", {}, ...line(each))),
      ),
    found.others && element("p", { className: "hint" }, found.others),
  );
}

/** @param {any} found @param {Node} [code] */
function line(found, code) {
  return [
    found.cell && element("b", { className: "cell" }, found.cell),
    " ",
    element("span", { className: `weight ${found.severity}` }, found.weight),
    " ",
    code ?? element("span", { className: "code" }, found.code),
    " ",
    element("span", { className: "labels" }, found.heading),
    found.message,
  ];
}

/** A part of the printed table, the cell in question marked. @param {any} found */
function part({ table, cell }) {
  const heads = table.heads.map((/** @type {string} */ text) => element("th", { scope: "col" }, text));
  const head = table.heads.some(Boolean) && element("thead", {}, element("tr", {}, element("td"), ...heads));
  const rows = table.rows.map((/** @type {any} */ row) =>
    element(
      "tr",
      {},
      row.label ? element("th", { scope: "row" }, row.label) : element("td"),
      ...row.cells.map(figure),
    ),
  );
  const drawn = element("table", { className: "part" }, head, element("tbody", {}, ...rows));
  const label = say("partOfTable", { cell });
  return element("div", { className: "wide-part", tabIndex: 0, role: "group", "aria-label": label }, drawn);
}

/** @param {any} cell */
function figure({ text, is_marked }) {
  if (!is_marked) return element("td", {}, text);
  return element(
    "td",
    { className: "marked" },
    text,
    element("span", { className: "unseen" }, say("isMarked")),
  );
}

/** What changed from one year to the next. @param {any} shown */
export function comparisonOf(shown) {
  return element(
    "div",
    { className: "comparison" },
    ...shown.remarks.map((/** @type {string} */ text) => element("p", {}, text)),
    ...shown.blocks.map(block),
  );
}

/** @param {any} shown */
function block(shown) {
  if (shown.heading) return element("h4", {}, shown.heading);
  if (shown.text !== undefined) return element("p", {}, shown.text);
  const [head, ...rows] = shown.rows;
  const heads = head.map((/** @type {string} */ text) => element("th", { scope: "col" }, text));
  const lines = rows.map((/** @type {string[]} */ [label, ...figures]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, label),
      ...figures.map((text) => element("td", {}, text)),
    ),
  );
  const table = element(
    "table",
    { className: "part" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...lines),
  );
  return element("div", { className: "wide-part", tabIndex: 0, role: "group", "aria-label": head[0] }, table);
}
