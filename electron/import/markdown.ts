/** Markdown, with or without front matter. */
import { extensionOf, type Format } from "./format.ts";

export const markdown: Format = {
  id: "markdown",
  label: "Markdown",
  extensions: ["md", "markdown", "mdown", "mkd"],
  mediaTypes: ["text/markdown"],
  importerVersion: 2,
  detect(head, name) {
    if (markdown.extensions.includes(extensionOf(name))) return 0.8;
    const start = Buffer.from(head.subarray(0, 4_096)).toString("latin1");
    return /^(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[\w-]+:.*\r?\n)+/.test(start) ? 0.5 : 0;
  },
  async read(file) {
    const { readMarkdown } = await import("./markdown-blocks.ts");
    return readMarkdown(file, markdown);
  },
};
