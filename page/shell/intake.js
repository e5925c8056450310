/** The files that a person gives to the page: chosen, dropped or pasted, with the folders that they lie in. */

/**
 * @typedef {object} Given
 * @property {string} name its path within what was given; no two are the same
 * @property {File} file
 * @property {boolean} isOfFolder whether it was come upon in a folder
 */

/** @typedef {DataTransferItem & {getAsFileSystemHandle(): Promise<FileSystemHandle | null>}} Handled as Chromium has it */

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
 * Raises `FolderRefused` where the browser does not let a folder be read.
 *
 * @param {DataTransfer} transfer
 * @returns {Promise<Given[]>}
 */
export async function transferred(transfer) {
  // What is not taken now is gone once this task ends.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const files = [...transfer.files];
  if (!items.some((item) => item.webkitGetAsEntry()?.isDirectory)) return chosen(files);
  try {
    // The older way to read folders does not work in a page that was opened as a file.
    const handles = await Promise.all(items.map((item) => /** @type {Handled} */ (item).getAsFileSystemHandle()));
    const found = await Promise.all(handles.map((handle) => (handle ? below(handle, "") : [])));
    return distinct(found.flat());
  } catch {
    throw new FolderRefused();
  }
}

/** The browser does not let a folder be read that was dropped. */
export class FolderRefused extends Error {}

/** @param {FileSystemHandle} handle @param {string} folder @returns {Promise<Given[]>} */
async function below(handle, folder) {
  const name = folder + handle.name;
  if (handle instanceof FileSystemFileHandle) {
    return [{ name, file: await handle.getFile(), isOfFolder: folder !== "" }];
  }
  const found = [];
  for await (const inside of /** @type {FileSystemDirectoryHandle} */ (handle).values()) {
    found.push(await below(inside, `${name}/`));
  }
  return found.flat();
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
