/** What an attack on a reader is made of. */
import type { HostileFile } from "./damage-fixture.ts";

/** Levels of what can be nested. */
export const deep = 200_000;
/** Repetitions of what may cost more than it is long. */
export const often = 100_000;

/** Each attack is made when it is asked for: some are large. */
export type Attack = () => HostileFile;

/** An attack by the content of one file. */
export function attack(what: string, name: string, content: () => string | Uint8Array): Attack {
  return () => {
    const made = content();
    return { case: what, name, bytes: typeof made === "string" ? Buffer.from(made) : made };
  };
}

/** `inside` within as many levels as there are. */
export function nested(open: string, close: string, inside = "word"): string {
  return open.repeat(deep) + inside + close.repeat(deep);
}
