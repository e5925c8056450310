/**
 * Makes the archive of all Python that the page needs, in the very Python of the page.
 *
 *     node archive.mjs FOLDER TARGET
 *
 * FOLDER has the bridge and the packages, TARGET is the zip that is written.
 */

import path from "node:path";
import { fileURLToPath } from "node:url";

import { loadPyodide } from "pyodide";

const [folder, target] = process.argv.slice(2).map((each) => path.resolve(each));
const here = path.dirname(fileURLToPath(import.meta.url));
// Without the columns of each instruction, which tracebacks would name, the archive is a third smaller.
const python = await loadPyodide({ env: { PYTHONNODEBUGRANGES: "1" } });
python.mountNodeFS("/packages", folder);
python.mountNodeFS("/page", here);
python.mountNodeFS("/target", path.dirname(target));
try {
  const names = python.runPython(`
import sys
started = list(sys.modules)
sys.path.insert(0, "/page")
import zipfile
from python_archive import archive

library = next(each for each in sys.path if each.endswith(".zip"))
zipfile.ZipFile(library).extractall("/library")
"\\n".join(archive("bridge", started, ["/library", "/packages"], "/target/${path.basename(target)}"))
`);
  process.stdout.write(`${names}\n`);
} catch (error) {
  // The stack has all of Pyodide in it.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
