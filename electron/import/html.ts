/** Web pages: saved by a browser (alone or with a folder of pictures) or by SingleFile. */
import { extensionOf, type Format } from "./format.ts";

export const html: Format = {
  id: "html",
  label: "Web page",
  extensions: ["html", "htm", "xhtml"],
  mediaTypes: ["text/html", "application/xhtml+xml"],
  importerVersion: 4,
  detect(head, name) {
    const start = opening(head);
    if (
      /^(?:\s|<!--.*?-->|<\?xml.*?\?>)*<(?:!doctype\s+html|html|head|body|frameset)[\s>]/is.test(
        start,
      )
    )
      return 0.95;
    const named = html.extensions.includes(extensionOf(name));
    if (/<(?:html|head|body|article|p|div|table|h[1-6])[\s>]/i.test(start))
      return named ? 0.9 : 0.3;
    return named ? 0.6 : 0;
  },
  async read(file) {
    const { readPage } = await import("./html/page.ts");
    return readPage(file, html);
  },
};

/** The first characters of a page in any encoding: its tags are ASCII, zero bytes are left out. */
function opening(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, 4_096))
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
}
