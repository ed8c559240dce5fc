import { graphemeStart } from "../../text/graphemes.ts";

/** A menu is no place for the whole of a long title. */
const titleUnits = 48;

/**
 * What was done to a named thing, as menus say it: `delete note ‘Tides’`; with a joint
 * `edit details of ‘Tides’`. A thing without a title is not named.
 */
export function titled(what: string, title: string, joint?: "of" | "to" | "into" | "on"): string {
  const plain = title.replaceAll(/\s+/g, " ").trim();
  if (plain === "") return what;
  const shown = plain.length > titleUnits ? `${shortened(plain).trimEnd()}…` : plain;
  return `${what} ${joint === undefined ? "" : `${joint} `}‘${shown.toWellFormed()}’`;
}

/** What was done to a clip by its fields: `change the colour of clip ‘The sea rises’`. */
export function clipEdited(fields: readonly string[], quote: string): string {
  if (fields.every((field) => field === "color")) return titled("change the colour of clip", quote);
  if (fields.every((field) => field === "comment"))
    return titled("edit the comment on clip", quote);
  const isPlace = !fields.includes("color") && !fields.includes("comment");
  return titled(isPlace ? "move the ends of clip" : "change clip", quote);
}

/** The beginning of a long title, up to the last whole word unless that is far from the end. */
function shortened(title: string): string {
  const space = title.lastIndexOf(" ", titleUnits);
  return title.slice(0, space > titleUnits / 2 ? space : graphemeStart(title, titleUnits));
}
