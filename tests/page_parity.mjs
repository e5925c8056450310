/**
 * Puts every file of a folder through the Python of the page, under Node.
 *
 *     node page_parity.mjs PAGE FOLDER OUTPUT
 *
 * OUTPUT gets for each file FILE.json with what cannot be made of it, for every third file also what the page shows of it,
 * and in FILE.made what is made: the findings as data, the annotated copy, the Word document, the web page, else a draft.
 */

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

import { Program } from "../page/shell/python.js";
import { loadPyodide } from "../page/node_modules/pyodide/pyodide.mjs";

const SHOWN = 3;
const [page, folder, output] = process.argv.slice(2);
const [, packed] = fs.readFileSync(page, "utf8").match(/data-part="python\.zip">([^<]*)</);
const archive = path.join(output, "python.zip");
fs.writeFileSync(archive, zlib.gunzipSync(Buffer.from(packed, "base64")));
const start = () => Program.start(loadPyodide, { stdLibURL: archive });
let program = await start();

function all(file, isShown) {
  const content = new Uint8Array(fs.readFileSync(path.join(folder, file)));
  const ask = (request) => program.ask({ language: "zh", file, ...request }, [[file, content]]);
  const made = (name, answered) => {
    const target = path.join(output, `${file}.made`, name);
    for (const [own, bytes] of answered.files) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(`${target}${path.extname(own)}`, bytes);
    }
    return answered.answer.error ?? "";
  };
  const shown = isShown ? ask({ do: "check", last: "", notes: false }).answer : {};
  made("findings", ask({ do: "findings", last: "", notes: false, to: "json" }));
  const copy = made("copy", ask({ do: "copy", last: "" }));
  const report = ask({ do: "build", last: "", to: ["docx", "html"], draft: false, charts: true });
  const build = made("report", report);
  if (!report.files.length) made("draft", ask({ do: "build", last: "", to: ["docx"], draft: true, charts: false }));
  return { ...shown, refused: { copy, build } };
}

for (const [number, file] of fs.readdirSync(folder).sort().entries()) {
  let told;
  try {
    told = all(file, number % SHOWN === 0);
  } catch (error) {
    // Node prints the source of whatever an error comes from, here all of Pyodide.
    told = { failure: String(error).slice(0, 2000) };
    program = await start();
  }
  fs.writeFileSync(path.join(output, `${file}.json`), JSON.stringify(told));
}
