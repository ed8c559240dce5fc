/** The files in a note of Evernote: pictures that its text shows, and whatever else was put into it. */
import { createHash } from "node:crypto";
import { plainFileName, type Attached } from "../attachments.ts";
import { extensionOf } from "../format.ts";
import { childOf, childrenOf, textIn, type XmlElement } from "../xml-tree.ts";

/** A file in a note. */
export interface NoteResource extends Attached {
  /** What the text calls it by: its MD5, in lower-case hexadecimal digits. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly isPicture: boolean;
}

/**
 * The XML of a note with numbers in the place of the bytes of its files, and those bytes: hundreds of
 * megabytes in letters are nothing for a parser.
 */
export function takeOutData(bytes: Uint8Array): {
  readonly xml: Uint8Array;
  readonly data: readonly Uint8Array[];
} {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  const data: Uint8Array[] = [];
  let from = 0;
  for (;;) {
    const tag = buffer.indexOf("<data", from);
    const start = tag < 0 ? -1 : buffer.indexOf(">", tag) + 1;
    const end = start <= 0 ? -1 : buffer.indexOf("</data>", start);
    if (end < 0) break;
    parts.push(buffer.subarray(from, start), Buffer.from(String(data.length)));
    data.push(Buffer.from(buffer.toString("latin1", start, end), "base64"));
    from = end;
  }
  return { xml: Buffer.concat([...parts, buffer.subarray(from)]), data };
}

/** The files of a note, of which `takeOutData` has taken the bytes. */
export function resourcesOf(
  note: XmlElement,
  data: readonly Uint8Array[],
): readonly NoteResource[] {
  return childrenOf(note, "resource").map((resource, at): NoteResource => {
    const bytes = data[Number(textIn(childOf(resource, "data")))] ?? new Uint8Array();
    const type = textIn(childOf(resource, "mime")).trim().toLowerCase();
    const given = textIn(childOf(resource, "resource-attributes", "file-name")).trim();
    const name = fileNameOf(given, type) || `attachment ${at + 1}`;
    return {
      name,
      shown: name.slice(0, 80),
      read: () => bytes,
      hash: createHash("md5").update(bytes).digest("hex"),
      bytes,
      isPicture: type.startsWith("image/"),
    };
  });
}

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "text/html": "html",
  "text/plain": "txt",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
};

/** Files that were dragged into a note may have no name, or one without an ending. */
function fileNameOf(given: string, type: string): string {
  const ending = Object.hasOwn(endings, type) ? endings[type] : undefined;
  const name = plainFileName(given);
  if (ending === undefined || extensionOf(name) !== "") return name;
  return `${name || "attachment"}.${ending}`;
}
