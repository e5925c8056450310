/** Python with the program in it: started from parts, then asked. The same in the worker of the page and under Node. */

const FOLDER = "/files";
const OUT_OF_BOUNDS = ["MemoryError", "RecursionError"];

/** A file that is larger than any that is read: its content is not loaded, and nothing opens it. */
export class TooLarge {
  /** @param {number} size in bytes */
  constructor(size) {
    this.size = size;
  }
}

/** What ends a worker: there is no more memory, or the interpreter itself has failed. */
export class Lost extends Error {}

/** The program, ready to be asked. */
export class Program {
  #python;
  #bridge;

  /**
   * @param {(options: object) => Promise<any>} loadPyodide
   * @param {object} options for Pyodide; `stdLibURL` is the archive of all Python
   */
  static async start(loadPyodide, options) {
    const python = await loadPyodide({ ...options, packages: [] });
    python.FS.mkdirTree(FOLDER);
    python.FS.chdir(FOLDER);
    return new Program(python);
  }

  /** @param {any} python */
  constructor(python) {
    this.#python = python;
    this.#bridge = python.pyimport("bridge");
  }

  /**
   * Put a question, with the files that it is about by their names.
   *
   * @param {object} request see bridge.py
   * @param {[string, Uint8Array | TooLarge][]} files
   * @returns {{answer: any, files: [string, Uint8Array][]}} the answer, and the files made
   */
  ask(request, files) {
    try {
      this.#bridge.clear();
      for (const [name, content] of files) this.#put(name, content);
      const { made, ...answer } = JSON.parse(this.#bridge.answer(JSON.stringify(request)));
      return { answer, files: made.map((/** @type {string} */ name) => [name, this.#take(name)]) };
    } catch (error) {
      const isOfPython = error instanceof Error && "type" in error;
      if (isOfPython && !OUT_OF_BOUNDS.includes(String(error.type))) throw error;
      throw new Lost(String(error));
    }
  }

  /** @param {string} name @param {Uint8Array | TooLarge} content */
  #put(name, content) {
    const { FS } = this.#python;
    const path = `${FOLDER}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    if (content instanceof TooLarge) {
      FS.writeFile(path, new Uint8Array());
      FS.lookupPath(path).node.usedBytes = content.size;
    } else {
      FS.writeFile(path, content);
    }
  }

  /** @param {string} name */
  #take(name) {
    return this.#python.FS.readFile(`${FOLDER}/${this.#bridge.MADE}/${name}`);
  }
}
