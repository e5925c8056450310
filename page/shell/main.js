/** The page: it starts the program, takes files, and shows what the program says of them. */

import { doing, program, setLastYear, setProgram, tell, lastYear } from "./desk.js";
import { byId, element, inputById, save } from "./dom.js";
import { FolderRefused, chosen, transferred } from "./intake.js";
import { hideCollection, refreshCollection, showCollection } from "./many.js";
import { takenParts, unpacked } from "./parts.js";
import { ProgramWorker } from "./program.js";
import { refreshResult, showResult } from "./result.js";
import { chosenLanguage, say, sayAll, setLanguage } from "./words.js";

/** @typedef {import("./intake.js").Given} Given */

/** @type {any} what the program says of itself */
let about;
/** @type {(ready: boolean) => void} */
let becomeReady;
/** @type {Promise<boolean>} whether the program has started */
const isReady = new Promise((resolve) => (becomeReady = resolve));

document.documentElement.setAttribute("data-runs", "");
sayLanguage();
listen();
document.addEventListener("DOMContentLoaded", start);

/** Start the program from the parts that stand below in the page. */
async function start() {
  tell(say("starting"));
  const { "licences.txt": licences, ...parts } = takenParts();
  byId("licences").onclick = async () => {
    save([["licences.txt", new Uint8Array(await unpacked(licences).arrayBuffer())]]);
  };
  const started = new ProgramWorker(parts);
  try {
    about = await started.start();
    setProgram(started);
  } catch (error) {
    byId("too-old").hidden = false;
    byId("page").hidden = true;
    Object.assign(byId("why-not"), { textContent: String(error), hidden: false });
    return;
  }
  inputById("new-year").value = String(about.year);
  sayLanguage();
  tell(say("ready"));
  document.documentElement.setAttribute("data-ready", "");
  becomeReady(true);
  await started.ask({ do: "prepare" });
}

function sayLanguage() {
  sayAll();
  const other = byId("language");
  other.textContent = say("language");
  other.lang = chosenLanguage() === "zh" ? "en" : "zh-CN";
  byId("last-name").textContent = lastYear?.name ?? say("noLast");
  if (!about) return;
  byId("version").textContent = [`disclosure ${about.version}`, ...about.forms].join("；");
  const components = JSON.parse(byId("of-what").textContent ?? "");
  byId("components").replaceChildren(
    ...components.map((/** @type {string[]} */ [name, version, licence]) =>
      element("li", {}, `${name} ${version} (${licence})`),
    ),
  );
}

/** One file is checked, of several a table is made. @param {Given[]} files */
async function take(files) {
  if (!(await isReady)) return;
  if (!files.length) {
    tell(say("nothingChosen"));
  } else if (files.length > 1 || files[0].isOfFolder) {
    await showCollection(files);
  } else {
    hideCollection();
    await showResult(files[0]);
  }
}

/** @param {Given | undefined} given */
async function takeLast(given) {
  setLastYear(given ?? null);
  byId("forget-last").hidden = !given;
  sayLanguage();
  if (!(await isReady)) return;
  tell(say("ready"));
  await refreshResult();
}

function listen() {
  const last = inputById("choose-last");
  for (const input of [inputById("choose-files"), inputById("choose-folder")])
    input.onchange = () => taken(input, take);
  last.onchange = () => taken(last, ([first]) => takeLast(first));
  byId("forget-last").onclick = () => takeLast(undefined);
  inputById("new-last").onchange = () => {
    byId("new-last-name").textContent = inputById("new-last").files?.[0]?.name ?? "";
  };
  byId("language").onclick = changeLanguage;
  byId("new").onsubmit = newWorkbook;
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    place(event.target)?.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => place(event.target)?.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    place(event.target)?.classList.remove("over");
    if (!event.dataTransfer) return;
    const isLast = place(event.target)?.id === "drop-last";
    const dropped = await given(event.dataTransfer);
    if (dropped) await (isLast ? takeLast(dropped[0]) : take(dropped));
  });
  document.addEventListener("paste", async (event) => {
    const pasted = event.clipboardData?.files.length ? await given(event.clipboardData) : null;
    if (pasted) await take(pasted);
  });
}

/** @param {DataTransfer} transfer */
async function given(transfer) {
  tell(say("reading"));
  try {
    return await transferred(transfer);
  } catch (error) {
    if (!(error instanceof FolderRefused)) throw error;
    tell(say("folderRefused"));
    return null;
  }
}

/** Where a thing that is dragged would be dropped. @param {EventTarget | null} target */
function place(target) {
  return target instanceof Element ? target.closest(".drop") : null;
}

/** What was chosen; the same can be chosen again. @param {HTMLInputElement} input @param {(given: Given[]) => unknown} then */
function taken(input, then) {
  const files = chosen(input.files ?? []);
  input.value = "";
  if (files.length) then(files);
}

async function changeLanguage() {
  setLanguage(chosenLanguage() === "zh" ? "en" : "zh");
  sayLanguage();
  if (!(await isReady)) return;
  await refreshCollection();
  await refreshResult();
}

/** @param {SubmitEvent} event */
function newWorkbook(event) {
  event.preventDefault();
  const before = inputById("new-last").files?.[0];
  doing(async () => {
    if (!(await isReady)) return;
    const request = {
      do: "new_workbook",
      year: Number(inputById("new-year").value),
      organ: inputById("new-organ").value,
      last: before?.name ?? "",
    };
    const { answer, files } = await program.ask(request, before ? [[before.name, before]] : []);
    save(files);
    const made = say("made", { files: files.map(([name]) => name).join("、") });
    byId("new-said").textContent = answer.error ?? [made, ...answer.remarks].join("\n");
  });
}
