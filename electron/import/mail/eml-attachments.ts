/** The files in a mail by their names, as what is attached to it. */
import { plainFileName, type Attached } from "../attachments.ts";
import { extensionOf } from "../format.ts";
import { headerText, parameter } from "./mime-header.ts";
import type { MimePart } from "./mime.ts";

/** A part of a mail as a file. */
export function attachedPart(part: MimePart): Attached {
  return { name: fileName(part), shown: shownName(part), read: () => part.read() };
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
  const name = plainFileName(nameOf(part));
  if (name === "") return mail ? "forwarded mail.eml" : "attachment";
  return mail && extensionOf(name) !== "eml" ? `${name}.eml` : name;
}
