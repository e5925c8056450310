/** The files that a person gives to the page: chosen, dropped or pasted, with the folders that they lie in. */

/**
 * @typedef {object} Given
 * @property {string} name its path within what was given; no two are the same
 * @property {File} file
 * @property {boolean} isOfFolder whether it was come upon in a folder
 */

/**
 * @param {Iterable<File>} files
 * @returns {Given[]}
 */
export function chosen(files) {
  return distinct(
    [...files].map((file) => ({
      name: file.webkitRelativePath || file.name,
      file,
      isOfFolder: Boolean(file.webkitRelativePath),
    })),
  );
}

/**
 * What was dropped or pasted, with all that lies in its folders.
 *
 * @param {DataTransfer} transfer
 * @returns {Promise<Given[]>}
 */
export async function transferred(transfer) {
  // Both lists are empty once this task ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null);
  const files = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return chosen(files);
  const found = await Promise.all(entries.map((entry) => (entry ? below(entry) : [])));
  return distinct(found.flat());
}

/** @param {FileSystemEntry} entry @returns {Promise<Given[]>} */
async function below(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isFile) {
      const ofFile = /** @type {FileSystemFileEntry} */ (entry);
      const file = await new Promise((resolve, reject) => ofFile.file(resolve, reject));
      return [{ name, file, isOfFolder: name.includes("/") }];
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    const found = [];
    for (;;) {
      // It gives a hundred at a time, and none in the end.
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) break;
      found.push(...some);
    }
    return (await Promise.all(found.map(below))).flat();
  } catch {
    return []; // It may not be read, or was moved meanwhile.
  }
}

/** The files in the order of their names, each under a name of its own. @param {Given[]} files */
function distinct(files) {
  const taken = new Set();
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return sorted.map((given) => {
    const [stem, suffix] = parted(given.name);
    let name = given.name;
    for (let number = 2; taken.has(name); number++) name = `${stem} (${number})${suffix}`;
    taken.add(name);
    return { ...given, name };
  });
}

/** @param {string} name */
function parted(name) {
  const at = name.lastIndexOf(".");
  return at > name.lastIndexOf("/") + 1 ? [name.slice(0, at), name.slice(at)] : [name, ""];
}
