import { graphemeStart } from "../text/graphemes.ts";

/** A menu is no place for the whole of a long title. */
const titleUnits = 48;

/**
 * What was done to a named thing, as menus say it: `delete note ‘Tides’`; with a joint
 * `edit details of ‘Tides’`. A thing without a title is not named.
 */
export function titled(what: string, title: string, joint?: "of" | "to"): string {
  const plain = title.replaceAll(/\s+/g, " ").trim();
  if (plain === "") return what;
  const end = plain.length > titleUnits ? graphemeStart(plain, titleUnits) : plain.length;
  const shown = end < plain.length ? `${plain.slice(0, end).trimEnd()}…` : plain;
  return `${what} ${joint === undefined ? "" : `${joint} `}‘${shown.toWellFormed()}’`;
}
