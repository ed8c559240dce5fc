/** Notes as Evernote exports them: one or many in a file, with their pictures and attachments in it. */
import { extensionOf, type Container } from "./format.ts";

export const enex: Container = {
  id: "enex",
  label: "Notes (Evernote)",
  extensions: ["enex"],
  mediaTypes: ["application/enex+xml"],
  importerVersion: 1,
  readsLarge: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    const opening =
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?[^>]*>|<!--[^]{0,2000}?-->)*<(?:!doctype\s+)?en-export[\s>]/i;
    if (opening.test(start)) return 0.98;
    return extensionOf(name) === "enex" ? 0.5 : 0;
  },
  async open(file, room) {
    const { openNotes } = await import("./enex/notes.ts");
    return openNotes(file, room, enex);
  },
};
