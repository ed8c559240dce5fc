/** References in RIS, which every database of literature offers. */
import { extensionOf, type Container } from "./format.ts";

export const ris: Container = {
  id: "ris",
  label: "References (RIS)",
  extensions: ["ris"],
  mediaTypes: ["application/x-research-info-systems"],
  importerVersion: 1,
  namesFiles: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 16_384)).toString("latin1").replaceAll("\0", "");
    const named = extensionOf(name) === "ris";
    if (
      /^(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*TY {0,2}- {0,2}[A-Z]{2,8}\s*$/m.test(
        start.slice(0, 200),
      )
    )
      return 0.97;
    return /^TY {0,2}- ?[A-Z]{2,8}\s*$/m.test(start) ? (named ? 0.96 : 0.9) : named ? 0.5 : 0;
  },
  async open(file) {
    const [{ readRis }, { harvestOf }] = await Promise.all([
      import("./bibliography/ris-entries.ts"),
      import("./bibliography.ts"),
    ]);
    return harvestOf(readRis(file.bytes), { kind: ris, noun: "RIS entry", extension: "ris" }, file);
  },
};
