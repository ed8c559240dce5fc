/** Markdown, with or without front matter. */
import { extensionOf, type Container } from "./format.ts";

export const markdown: Container = {
  id: "markdown",
  label: "Markdown",
  extensions: ["md", "markdown", "mdown", "mkd", "qmd", "rmd", "mdx"],
  mediaTypes: ["text/markdown"],
  importerVersion: 4,
  detect(head, name) {
    if (markdown.extensions.includes(extensionOf(name))) return 0.8;
    const start = Buffer.from(head.subarray(0, 4_096)).toString("latin1");
    return /^(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[\w-]+:.*\r?\n)+/.test(start) ? 0.5 : 0;
  },
  // A container only because its front matter may name tags.
  async open(file) {
    const { readMarkdown } = await import("./markdown/blocks.ts");
    const { draft, tags } = await readMarkdown(file, markdown);
    const article = { name: "", draft, original: null, attachments: [], tags, record: false };
    return { articles: [article], refused: [] };
  },
};
