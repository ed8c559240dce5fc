/** What is said when clips were moved to the trash. */
import type { DeletedClips } from "../electron/api.ts";

/** `Clip deleted`, and which notes quote it: they keep its words and show that the source is missing. */
export function deletedText(count: number, { quotedIn }: DeletedClips): string {
  const said = count === 1 ? "Clip deleted" : `${count} clips deleted`;
  const [first] = quotedIn;
  if (first === undefined) return said;
  const others = quotedIn.length - 1;
  const more = others === 0 ? "" : others === 1 ? " and 1 more note" : ` and ${others} more notes`;
  return `${said}. Quoted in “${first.title || "Untitled note"}”${more}`;
}
