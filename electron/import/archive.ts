/** Zip archives of other files. */
import { extensionOf, type Container } from "./format.ts";
import { opensWith, zipMark } from "./signatures.ts";

export const archive: Container = {
  id: "zip",
  label: "Archive of files",
  extensions: ["zip"],
  mediaTypes: ["application/zip"],
  importerVersion: 1,
  readsLarge: true,
  detect(head, name) {
    if (!opensWith(head, zipMark) && !opensWith(head, "PK\x05\x06")) return 0;
    // Word, OpenDocument and books bid more for what is theirs, whatever it is called.
    return ["zip", ""].includes(extensionOf(name)) ? 0.91 : 0;
  },
  async open(file, room) {
    const { openArchive } = await import("./archive/archive-files.ts");
    return openArchive(file, room);
  },
};
