/** Links saved as files: `.webloc` of macOS and `.url` of Windows. */
import { extensionOf, type Container } from "./format.ts";

export const link: Container = {
  id: "link",
  label: "Link to a page",
  extensions: ["webloc", "url"],
  mediaTypes: ["application/x-url"],
  importerVersion: 1,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 4_096)).toString("latin1");
    const extension = extensionOf(name);
    if (extension === "url" && /^(?:\xef\xbb\xbf)?\[InternetShortcut\]/im.test(start)) return 0.97;
    if (extension === "webloc" && /^bplist|<plist\b/.test(start)) return 0.97;
    return link.extensions.includes(extension) ? 0.2 : 0;
  },
  async open(file) {
    const { readLink } = await import("./link-file.ts");
    return readLink(file, link);
  },
};
