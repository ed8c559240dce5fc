/** What is said when clips, or an article with its clips, were moved to the trash. */
import type { Deleted } from "../electron/api.ts";
import { countOf } from "./ui/format.ts";

/** `Clip deleted`, and which notes quote it: they keep its words and show that the source is missing. */
export function deletedText(count: number, deleted: Deleted): string {
  return withNotes(count === 1 ? "Clip deleted" : `${count} clips deleted`, deleted);
}

/** What was said of a deletion, and which notes quote what went: `Quoted in “Tides” and 2 more notes`. */
export function withNotes(said: string, { quotedIn, quotedInTotal }: Deleted): string {
  const [first] = quotedIn;
  if (first === undefined) return said;
  const others = quotedInTotal - 1;
  const more = others === 0 ? "" : ` and ${countOf(others, "more note")}`;
  return `${said}. Quoted in “${first.title || "Untitled note"}”${more}`;
}
