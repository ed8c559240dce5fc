/** Web pages saved by Safari. */
import { extensionOf, type Format } from "./format.ts";

export const webarchive: Format = {
  id: "webarchive",
  label: "Safari web archive",
  extensions: ["webarchive"],
  mediaTypes: ["application/x-webarchive"],
  importerVersion: 2,
  detect(head, name) {
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    const named = webarchive.extensions.includes(extensionOf(name));
    if (bytes.toString("latin1", 0, 6) !== "bplist") return named ? 0.3 : 0;
    if (bytes.includes("WebMainResource")) return 0.99;
    return named ? 0.95 : 0;
  },
  async read(file) {
    const { readWebArchive } = await import("./webarchive-page.ts");
    return readWebArchive(file, webarchive);
  },
};
