/** References as Web of Science exports them in plain text: .ciw, .isi or savedrecs.txt. */
import { extensionOf, type Container } from "./format.ts";

export const wos: Container = {
  id: "wos",
  label: "References (Web of Science)",
  extensions: ["ciw", "isi"],
  mediaTypes: ["application/x-inst-for-scientific-info"],
  importerVersion: 1,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 8_192)).toString("latin1").replaceAll("\0", "");
    if (/^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*FN [^\n]{1,80}\n\s*VR \d/.test(start)) return 0.97;
    const begins = /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] )/;
    if (begins.test(start)) return 0.95;
    if (!wos.extensions.includes(extensionOf(name))) return 0;
    return /^PT [A-Z]/m.test(start) ? 0.95 : 0.5;
  },
  async open(file) {
    const [{ readWos }, { harvestOf }] = await Promise.all([
      import("./bibliography/wos-entries.ts"),
      import("./bibliography.ts"),
    ]);
    return harvestOf(
      readWos(file.bytes),
      {
        kind: wos,
        noun: "Web of Science entry",
        extension: "ciw",
      },
      file,
    );
  },
};
