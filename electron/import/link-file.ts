/** The address in a link file, as a record of a page whose text is not here. */
import { assemble, noMetadata } from "./assemble.ts";
import { openPlist } from "./archive/binary-plist.ts";
import { decode } from "./decode.ts";
import { Refusal, type FileKind, type Harvest, type SourceFile } from "./format.ts";
import { titleOfFile } from "./title.ts";
import { allWithin, parseXml, textIn } from "./xml-tree.ts";

/** What the notes of such an article say: nothing is ever fetched. */
export const linkWarning =
  "Only a link: its page is not in the file, and nothing is fetched. Save the page and import it to read it here.";

/** Throws `Refusal` when there is no address of a web page in it. */
export function readLink(file: SourceFile, format: FileKind): Harvest {
  const url = URL.parse(addressIn(file.bytes) ?? "");
  if (url === null)
    throw new Refusal("There is no address in this link.", "Make the link again in the browser.");
  if (!/^https?:$/.test(url.protocol)) {
    throw new Refusal(
      `This link does not lead to a web page: it begins with “${url.protocol.slice(0, 40)}”.`,
      "Open it in the program that it is meant for.",
    );
  }
  const draft = assemble({
    format,
    fileName: file.name,
    metadata: {
      ...noMetadata,
      title: titleOfFile(file.name),
      url: url.href,
      found: { title: "file name", url: "link" },
    },
    blocks: [
      {
        kind: "paragraph",
        text: url.href,
        marks: [[0, url.href.length, "link", url.href]],
      },
    ],
    images: [],
    warnings: [linkWarning],
  });
  const article = { name: "", draft, original: null, attachments: [], tags: [], record: true };
  return { articles: [article], refused: [] };
}

function addressIn(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 6)).toString("latin1");
  if (start === "bplist") {
    const top = openPlist(bytes);
    const url =
      top !== null && typeof top === "object" && "kind" in top && top.kind === "dictionary"
        ? top.get("URL")
        : null;
    return typeof url === "string" ? url : null;
  }
  const { text } = decode(bytes, null);
  if (/<plist\b/.test(text)) return addressInXml(bytes);
  return /^\s*URL\s*=\s*(\S.*?)\s*$/im.exec(text)?.[1] ?? null;
}

/** The text behind the key URL of a property list. */
function addressInXml(bytes: Uint8Array): string | null {
  const parts = allWithin(parseXml(bytes, new Map()), "dict").flatMap(({ children }) =>
    children.filter((child) => typeof child !== "string"),
  );
  const key = parts.findIndex((part) => part.name === "key" && textIn(part).trim() === "URL");
  const value = key < 0 ? undefined : parts[key + 1];
  return value?.name === "string" ? textIn(value).trim() : null;
}
