/** What the page says of itself; what there is to say of files, the program says. */

const WORDS = {
  title: ["政府信息公开工作年度报告：检查与生成", "Annual disclosure reports: check and build"],
  language: ["English", "中文"],
  promise: [
    "全部在这台电脑上完成：不联网，不安装，文件不会离开本机。",
    "All of it happens on this machine: nothing is uploaded, nothing is installed.",
  ],
  check: ["检查工作簿", "Check workbooks"],
  drop: [
    "把填好的工作簿拖到这里；多个文件或整个文件夹也可以。",
    "Drop a filled-in workbook here, or several, or a whole folder.",
  ],
  chooseFiles: ["选择文件…", "Choose files…"],
  chooseFolder: ["选择文件夹…", "Choose a folder…"],
  whatIsRead: [
    "可读 .xlsx、.xlsm，以及已公布的 .docx。复制文件后按 Ctrl+V 也可以。.xls、.et、网页和 PDF 请先另存为 .xlsx 或 .docx。",
    "Reads .xlsx, .xlsm and published .docx; files may be pasted too. Save .xls, .et, web pages and PDF as .xlsx or .docx first.",
  ],
  lastYear: ["上年的报告（可以没有）：", "Last year's report (optional):"],
  noLast: ["未选", "none"],
  chooseLast: ["选择上年的…", "Choose last year's…"],
  forget: ["不用", "Remove"],
  starting: ["正在启动…", "Starting…"],
  ready: ["已就绪。", "Ready."],
  reading: ["正在读取…", "Reading…"],
  checking: ["正在检查 {file}…", "Checking {file}…"],
  working: ["正在处理 {total} 个文件…", "Working on {total} files…"],
  progress: ["{done} / {total}", "{done} of {total}"],
  stop: ["停止", "Stop"],
  stopped: ["已停止：{done} / {total}", "Stopped: {done} of {total}"],
  nothingChosen: ["没有可以检查的文件。", "There is no file to check."],
  folderRefused: [
    "浏览器不让读取拖来的文件夹；请用“选择文件夹”。",
    "The browser does not let the dropped folder be read; please use “Choose a folder”.",
  ],
  checked: ["检查完毕。", "Checked."],
  making: ["正在生成…", "Working…"],
  made: ["已生成：{files}", "Made: {files}"],
  nothingMade: ["没有发现问题，不用批注副本。", "Nothing was found: no copy is needed."],
  notes: ["列出提示", "List notes too"],
  copy: ["下载批注副本", "Annotated copy"],
  word: ["生成 Word（.docx）", "Build Word (.docx)"],
  html: ["生成网页（.html）", "Build web page (.html)"],
  draft: ["生成草稿（.docx）", "Build a draft (.docx)"],
  charts: ["加条形图", "With charts"],
  findingsFile: ["检查结果（.csv）", "Findings (.csv)"],
  importIt: ["转为工作簿（.xlsx）", "Turn into a workbook (.xlsx)"],
  compare: ["两年对照", "Compare the two years"],
  comparison: ["两年对照", "The two years"],
  asWord: ["下载 .docx", ".docx"],
  asPage: ["下载 .html", ".html"],
  close: ["关闭", "Close"],
  back: ["返回报送情况", "Back to the table"],
  open: ["查看 {file} 的检查结果", "Findings of {file}"],
  explain: ["说明 {code}", "Explain {code}"],
  isMarked: ["（要核对的格）", " (the cell in question)"],
  partOfTable: ["{cell} 及相邻各格", "{cell} and what stands beside it"],
  sortBy: ["按{head}排序", "Sort by {head}"],
  yearOfReports: ["年度", "Year"],
  unitList: ["单位名单（.xlsx 或 .csv，可以没有）", "List of units (.xlsx or .csv, optional)"],
  chooseList: ["选择名单…", "Choose the list…"],
  exportAs: ["导出 .{format}", "Export .{format}"],
  allCopies: ["下载全部批注副本（.zip）", "All annotated copies (.zip)"],
  copiesName: ["批注副本", "annotated"],
  copiesMade: ["{count} 份批注副本。", "{count} annotated copies."],
  noCopies: ["没有要退回的。", "There is nothing to send back."],
  merge: ["汇总成政府的工作簿", "Merge into the government's workbook"],
  mergeHint: [
    "各单位的数字相加，每个数字都查得到来源；正文还要填写。",
    "Adds the units' figures up, each traceable to its unit; the text is still to be written.",
  ],
  organOfMerge: ["政府全称", "Full name of the government"],
  without: ["不计入的单位（一行一个）", "Units left out (a line each)"],
  admitted: ["有错误仍计入（一行一个：单位=原因）", "Counted in spite of errors (a line each: unit=reason)"],
  mergeNow: ["汇总", "Merge"],
  newWorkbook: ["新建工作簿", "New workbook"],
  newWorkbookHint: [
    "按年度生成空白工作簿，用 WPS 或 Excel 填写；给出上年的，带入基本信息、上年结转和分类名称。",
    "Makes the empty workbook for a year; last year's brings the basics, what was carried over and the categories along.",
  ],
  year: ["年度", "Year"],
  organ: ["机关名称（可以不填）", "Name of the organ (optional)"],
  lastForNew: ["上年的报告（可以没有）", "Last year's report (optional)"],
  download: ["下载空白工作簿", "Download the workbook"],
  about: ["版本、格式和许可", "Version, forms and licences"],
  limits: [
    "这是 disclosure 的网页版：检查和生成与命令行是同一个程序，生成的 Word 文档逐字节相同。旧格式、网页、PDF 和本单位样式要用命令行版。",
    "This is disclosure as a page: the same program as on the command line, and the same Word document byte for byte. Old formats, web pages, PDF and an office's own styles need the command line.",
  ],
  licences: ["许可全文（licences.txt）", "The licences in full (licences.txt)"],
  again: ["重新检查", "Check again"],
  stale: [
    "{file} 在选择之后改动过或移走了，浏览器不让再读；请重新拖入或选择。",
    "{file} was changed or moved since it was chosen, and the browser does not let it be read; please drop or choose it again.",
  ],
  unanswered: [
    "这一步用时太长或内存不足，没有做完；请再试一次，或换一份文件。",
    "This took too long or too much memory, and was not finished; please try again, or with another file.",
  ],
  failed: [
    "程序出错，请把下面的文字发给维护者：",
    "The program has failed; please send this to its maintainers:",
  ],
};

/** @typedef {keyof typeof WORDS} Word */
/** @typedef {"zh" | "en"} Language */

/** @type {Language} */
let language = "zh";

/** @returns {Language} */
export function chosenLanguage() {
  return language;
}

/** @param {Language} chosen */
export function setLanguage(chosen) {
  language = chosen;
}

/**
 * A text in the chosen language, its placeholders filled in.
 *
 * @param {Word} word
 * @param {Record<string, unknown>} [named]
 */
export function say(word, named = {}) {
  const text = WORDS[word][language === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_all, name) => String(named[name]));
}

/** Say again all that stands in the page from the beginning. */
export function sayAll() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(/** @type {Word} */ (element.getAttribute("data-say")));
  }
}
