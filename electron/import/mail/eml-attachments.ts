/** What is attached to a mail: put where it is imported from, or named among what was left out. */
import { extensionOf, Refusal, type Room } from "../format.ts";
import { became, leftOut, namesOf } from "../losses.ts";
import { headerText, parameter } from "./mime-header.ts";
import type { MimePart } from "./mime.ts";

/** The attachments of one mail, by the names that a person knows them by. */
export interface Attachments {
  /** Those that are files of their own now. */
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/** A mail may be attached to a mail, and so on: as deep as anyone forwards. */
const depthLimit = 6;

/** Puts those that some format can read into `room`. */
export async function takeAttachments(
  parts: readonly MimePart[],
  room: Room,
): Promise<Attachments> {
  // Asked for here and not above: it knows the formats, and this one is among them.
  const { formatNames, formatOf } = await import("../index.ts");
  const known = new Set(formatNames.flatMap(({ extensions }) => extensions));
  const taken: string[] = [];
  const left: string[] = [];
  for (const part of parts) {
    const name = fileName(part);
    try {
      if (room.isFull() || room.depth >= depthLimit) throw new Refusal("There is no room.");
      // Invitations, cards and tables are texts too, and no articles.
      if (!known.has(extensionOf(name))) throw new Refusal("It is of no known kind.");
      const bytes = part.read();
      if (bytes.length === 0) throw new Refusal("The file is empty.");
      // Throws when no format can read it.
      formatOf({ name, bytes, readBeside: async () => null });
      await room.put(name, bytes, "import");
      taken.push(shownName(part));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      left.push(shownName(part));
    }
  }
  return { taken, left };
}

/** What the notes of a mail say of its attachments. */
export function attachmentWarnings({ taken, left }: Attachments): readonly string[] {
  const own = taken.length === 1 ? "an article of its own" : "articles of their own";
  const them = left.length === 1 ? "it" : "them";
  return [
    ...became(taken.length, "attachment", `imported as ${own}: ${namesOf(taken, 5)}`),
    ...leftOut(left.length, "attachment", {
      why: `${namesOf(left, 5)}. Save ${them} from your mail program to import ${them}`,
    }),
  ];
}

/** The name that a part has as a file; empty when it has none. */
export function nameOf(part: MimePart): string {
  const disposition = parameter(part.headers.get("content-disposition") ?? "", "filename");
  const name = disposition ?? parameter(part.headers.get("content-type") ?? "", "name") ?? "";
  return headerText(name);
}

function shownName(part: MimePart): string {
  const name = nameOf(part).slice(0, 80);
  if (name !== "") return name;
  return part.mediaType === "message/rfc822" ? "a forwarded mail" : `one of type ${part.mediaType}`;
}

/** A name for the file: its own without folders, or one made from what it is. */
function fileName(part: MimePart): string {
  const mail = part.mediaType === "message/rfc822";
  const name = nameOf(part)
    .replace(/[/\\\0\n]/g, "-")
    .replace(/^\.+/, "");
  if (name === "") return mail ? "forwarded mail.eml" : "attachment";
  return mail && extensionOf(name) !== "eml" ? `${name}.eml` : name;
}
