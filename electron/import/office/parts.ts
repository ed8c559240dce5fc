/** The parts of a document that its text can do without, such as its styles, properties and pictures. */
import { ZipRefusal } from "../archive/zip-index.ts";
import { Refusal } from "../format.ts";
import { leftOut } from "../losses.ts";

/** What `read` gives; null when that part is damaged. Throws `Refusal` for what attacks do. */
export function unlessDamaged<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    const isAttack =
      error instanceof ZipRefusal && error.problem !== "damaged" && error.problem !== "method";
    if (error instanceof Refusal && !isAttack) return null;
    throw error;
  }
}

/** Reads parts, and counts those that are damaged. */
export class SpareParts {
  #damaged = 0;

  /** The part; null when it is not there, or damaged. Throws `Refusal` for what attacks do. */
  read<T>(read: () => T | null): T | null {
    let wasRead = false;
    const part = unlessDamaged(() => {
      const found = read();
      wasRead = true;
      return found;
    });
    if (!wasRead) this.#damaged += 1;
    return part;
  }

  /** A sentence on what is missing; none when nothing is. */
  warnings(): readonly string[] {
    return leftOut(this.#damaged, "part of the file", {
      many: "parts of the file",
      why: this.#damaged === 1 ? "it is damaged" : "they are damaged",
    });
  }
}
