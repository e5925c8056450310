/** The program behind the page: a worker that is asked one question after another, and ended where one takes too long. */

import { unpacked } from "./parts.js";
import { chosenLanguage } from "./words.js";

/** A question that was not answered: the file took too long, or the worker came to its end. */
export class Unanswered extends Error {
  /** @param {number | null} limit in seconds, where it was exceeded */
  constructor(limit) {
    super("The worker was ended.");
    this.limit = limit;
  }
}

/** An error of the program itself. */
export class Failed extends Error {}

/** The one way in which the page takes a text for a script; the browser refuses every other. @type {any} */
const POLICY =
  "trustedTypes" in globalThis
    ? /** @type {any} */ (globalThis).trustedTypes.createPolicy("worker", { createScriptURL: String })
    : null;

export class ProgramWorker {
  #parts;
  /** @type {Worker | undefined} */
  #worker;
  #asked = 0;
  #limit = 60;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {Record<string, Blob>} parts of the page, packed; "worker.js" among them */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Start the worker. Gives what the program says of itself. */
  async start() {
    const { "worker.js": script, ...parts } = this.#parts;
    const source = await unpacked(script).blob();
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#worker = new Worker(/** @type {string} */ (POLICY?.createScriptURL(url) ?? url));
    try {
      const { answer } = await this.#posted({ parts, language: chosenLanguage() }, null);
      this.#limit = answer.time_limit;
      return answer;
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /**
   * Put a question after those that were put before.
   *
   * @param {{do: string, [name: string]: unknown}} request see bridge.py
   * @param {[string, Blob][]} [files] that it is about, by the names that it has for them
   * @returns {Promise<{answer: any, files: [string, Uint8Array][]}>}
   */
  ask(request, files = []) {
    const asked = this.#last.then(() =>
      this.#posted({ request: { ...request, language: chosenLanguage() }, files }, this.#limit),
    );
    this.#last = asked.catch(() => undefined);
    return asked;
  }

  /** Another worker with the same program, to be started. */
  twin() {
    return new ProgramWorker(this.#parts);
  }

  /** End the worker, whatever it is at. */
  end() {
    this.#worker?.terminate();
  }

  /** @param {object} message @param {number | null} limit in seconds */
  async #posted(message, limit) {
    try {
      return await this.#answered(message, limit);
    } catch (error) {
      if (error instanceof Unanswered && limit !== null) {
        this.end();
        await this.start();
      }
      throw error;
    }
  }

  /**
   * @param {object} message
   * @param {number | null} limit
   * @returns {Promise<{answer: any, files: [string, Uint8Array][]}>}
   */
  #answered(message, limit) {
    const worker = /** @type {Worker} */ (this.#worker);
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const timer = limit && setTimeout(() => reject(new Unanswered(limit)), limit * 1000);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(limit ? new Unanswered(null) : new Failed(event.message));
      };
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (timer) clearTimeout(timer);
        if (data.failure === "lost" && limit) reject(new Unanswered(null));
        else if (data.failure) reject(new Failed(data.details));
        else resolve(data);
      };
      worker.postMessage({ ...message, id });
    });
  }
}
