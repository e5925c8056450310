/** The table of a collection: a row a unit, sortable, each with its files to be opened; see page_data.py. */

import { button, element } from "./dom.js";
import { say } from "./words.js";

/**
 * @param {any} shown
 * @param {(file: string) => void} open
 */
export function collectionOf(shown, open) {
  const body = element(
    "tbody",
    {},
    ...shown.rows.map((/** @type {any} */ row) => unit(shown.columns, row, open)),
  );
  const heads = shown.columns.map((/** @type {any} */ column, /** @type {number} */ at) =>
    element(
      "th",
      { scope: "col", role: "columnheader", className: column.key },
      sorter(column, at, shown, body),
    ),
  );
  return element(
    "div",
    {},
    ...shown.summary.map((/** @type {string} */ text) => element("p", { className: "summary" }, text)),
    shown.rows.length > 0 &&
      element(
        "table",
        { className: "status", role: "table" },
        element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads)),
        body,
      ),
    ...shown.remarks.map((/** @type {string} */ text) => element("p", { className: "hint" }, text)),
  );
}

/**
 * @param {any[]} columns
 * @param {any} row
 * @param {(file: string) => void} open
 */
function unit(columns, row, open) {
  const cells = columns.map((column, at) => {
    const content = row.cells[at];
    const text = content === null ? "" : String(content);
    if (column.key === "unit")
      return element("th", { scope: "row", role: "rowheader", className: column.key }, text);
    const cell = element("td", { role: "cell", className: column.key });
    if (column.key === "state") cell.append(element("span", { className: `look ${row.look}` }, text));
    else if (column.key === "files")
      cell.append(...row.files.map((/** @type {string} */ file) => opener(file, open)));
    else if (text) cell.append(text);
    if (column.is_number && text) cell.setAttribute("data-head", column.head);
    return cell;
  });
  return element("tr", { role: "row" }, ...cells);
}

/** @param {string} file @param {(file: string) => void} open */
function opener(file, open) {
  const made = button(file, () => open(file), "link");
  made.setAttribute("aria-label", say("open", { file }));
  return made;
}

/**
 * The head of a column, which sorts the rows by it: up, down, then as they came.
 *
 * @param {any} column
 * @param {number} at
 * @param {any} shown
 * @param {HTMLElement} body
 */
function sorter(column, at, shown, body) {
  const rows = [...body.children].map((row, number) => ({
    row,
    number,
    content: shown.rows[number].cells[at],
  }));
  const ways = ["ascending", "descending", "none"];
  const made = button(column.head, () => {
    const head = /** @type {HTMLElement} */ (made.parentElement);
    const way = ways[(ways.indexOf(head.getAttribute("aria-sort") ?? "none") + 1) % ways.length];
    for (const each of head.parentElement?.children ?? []) each.removeAttribute("aria-sort");
    if (way !== "none") head.setAttribute("aria-sort", way);
    const direction = way === "descending" ? -1 : 1;
    const sorted = way === "none" ? rows : [...rows].sort((one, other) => direction * compared(one, other));
    body.append(...sorted.map(({ row }) => row));
  });
  made.setAttribute("aria-label", say("sortBy", column));
  return made;
}

/** @param {{content: any, number: number}} one @param {{content: any, number: number}} other */
function compared(one, other) {
  if (typeof one.content === "number" || typeof other.content === "number") {
    return (one.content ?? -1) - (other.content ?? -1) || one.number - other.number;
  }
  return String(one.content).localeCompare(String(other.content), "zh") || one.number - other.number;
}
