/** Word's fields, in its own files and in RTF. */

/** The address in the instruction of a HYPERLINK field or of a reference to a bookmark; else null. */
export function fieldLink(instruction: string): string | null {
  const parts = /^\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))?(?:.*?\\l\s+"([^"]*)")?/i.exec(
    instruction,
  );
  if (parts !== null) {
    const address = parts[1] ?? parts[2] ?? "";
    const anchor = parts[3] === undefined ? "" : `#${encodeURIComponent(parts[3])}`;
    return address + anchor === "" ? null : address + anchor;
  }
  const reference = /^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+).*\\h/i.exec(instruction)?.[1];
  return reference === undefined ? null : `#${encodeURIComponent(reference)}`;
}
