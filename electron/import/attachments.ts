/** What is attached to a mail or a note: put where it is imported from, or named among what was left out. */
import { extensionOf, Refusal, type Room } from "./format.ts";
import { became, leftOut, namesOf } from "./losses.ts";

/** A file within what it is attached to. */
export interface Attached {
  /** Its name as a file, without folders. */
  readonly name: string;
  /** The name that a person knows it by. */
  readonly shown: string;
  readonly read: () => Uint8Array;
}

/** The attachments of one article, by the names that a person knows them by. */
export interface Attachments {
  /** Those that are files of their own now. */
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/** A mail may be attached to a mail, and so on: as deep as anyone forwards. */
const depthLimit = 6;

/** Puts those that some format can read into `room`. */
export async function takeAttachments(
  attached: readonly Attached[],
  room: Room,
): Promise<Attachments> {
  // Asked for here and not above: it knows the formats, and those of mails and notes are among them.
  const { formatNames, formatOf } = await import("./index.ts");
  const known = new Set(formatNames.flatMap(({ extensions }) => extensions));
  const taken: string[] = [];
  const left: string[] = [];
  for (const { name, shown, read } of attached) {
    try {
      if (room.isFull() || room.depth >= depthLimit) throw new Refusal("There is no room.");
      // Invitations, cards and tables are texts too, and no articles.
      if (!known.has(extensionOf(name))) throw new Refusal("It is of no known kind.");
      const bytes = read();
      if (bytes.length === 0) throw new Refusal("The file is empty.");
      // Throws when no format can read it.
      formatOf({ name, bytes, readBeside: async () => null });
      await room.put(name, bytes, "import");
      taken.push(shown);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      left.push(shown);
    }
  }
  return { taken, left };
}

/** What the notes of an article say of its attachments; those left out can be saved from `program`. */
export function attachmentWarnings(
  { taken, left }: Attachments,
  program: string,
): readonly string[] {
  const own = taken.length === 1 ? "an article of its own" : "articles of their own";
  const them = left.length === 1 ? "it" : "them";
  return [
    ...became(taken.length, "attachment", `imported as ${own}: ${namesOf(taken, 5)}`),
    ...leftOut(left.length, "attachment", {
      why: `${namesOf(left, 5)}. Save ${them} from ${program} to import ${them}`,
    }),
  ];
}

/** A name that a stranger gave, as that of one file: without folders, and not hidden. */
export function plainFileName(name: string): string {
  return name.replace(/[/\\\0\n]/g, "-").replace(/^\.+/, "");
}
