/** The files that a person gives to the page: chosen, dropped or pasted, with the folders that they lie in. */

/**
 * @typedef {object} Given
 * @property {string} name its path within what was given; no two are the same
 * @property {File} file
 * @property {boolean} isOfFolder whether it was come upon in a folder
 * @property {FileSystemFileHandle} [handle] by which it can be read again after it was changed
 */

/** @typedef {DataTransferItem & {getAsFileSystemHandle?(): Promise<FileSystemHandle | null>}} Handled as Chromium has it */

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
  const hasFolder = items.some((item) => item.webkitGetAsEntry()?.isDirectory);
  // The older way to read folders does not work in a page that was opened as a file.
  const asked = items.map((item) => /** @type {Handled} */ (item).getAsFileSystemHandle?.());
  const handles = (await Promise.allSettled(asked)).map((each) =>
    each.status === "fulfilled" ? each.value : null,
  );
  if (!hasFolder) {
    return distinct(
      files.map((file, at) => ({ name: file.name, file, isOfFolder: false, ...handled(handles[at]) })),
    );
  }
  try {
    const found = await Promise.all(handles.map((handle) => (handle ? below(handle, "") : [])));
    if (handles.every(Boolean)) return distinct(found.flat());
  } catch {
    // Refused like those of which there is no handle.
  }
  throw new FolderRefused();
}

/** @param {FileSystemHandle | null | undefined} handle */
function handled(handle) {
  return handle instanceof FileSystemFileHandle ? { handle } : {};
}

/**
 * A file as it is now: changed and saved, one that was dropped is read anew. Raises `Stale`.
 *
 * @param {Given} given
 */
export async function current({ name, file, handle }) {
  try {
    const now = (await handle?.getFile()) ?? file;
    await now.slice(0, 1).arrayBuffer();
    return now;
  } catch {
    throw new Stale(name);
  }
}

/** A file that was changed or moved since it was chosen, which the browser does not let be read any more. */
export class Stale extends Error {}

/** The browser does not let a folder be read that was dropped. */
export class FolderRefused extends Error {}

/** @param {FileSystemHandle} handle @param {string} folder @returns {Promise<Given[]>} */
async function below(handle, folder) {
  const name = folder + handle.name;
  if (handle instanceof FileSystemFileHandle) {
    return [{ name, file: await handle.getFile(), isOfFolder: folder !== "", handle }];
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
  const sorted = [...files].sort((one, other) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : 0,
  );
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
