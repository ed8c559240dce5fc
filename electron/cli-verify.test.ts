/** Checking documents from the command line: the real process, real files of several formats. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { strToU8, zipSync } from "fflate";

const root = mkdtempSync(path.join(tmpdir(), "commonplace-verify-"));
const cli = path.join(import.meta.dirname, "cli.ts");
afterAll(() => rmSync(root, { recursive: true, force: true }));

const article = [
  "# The log of the north light",
  "The keeper of the north light wrote nothing down for eleven days, and nobody on the mainland noticed.",
  "“We had other things to look at,” said the harbour master. “The light was lit.”",
  "The log was found behind the stove — dry, complete and never opened by anybody.",
].join("\n\n");

const draft = [
  "The keeper “wrote nothing down for eleven days” in that winter.",
  'The log "was found behind the stove - dry, complete" after all.',
  "Yet “nobody on the mainland […] noticed” has a mark, and “The keeper of the [small] north light” too.",
  "It is wrong that he “wrote nothing down for twelve days, and nobody” cared.",
  "“Elephants never forgive an impolite zookeeper” is from elsewhere.",
  "Only “a few words” here.",
];

interface Line {
  readonly text: string;
  readonly state: string;
  readonly paragraph: number | null;
  readonly source: string | null;
  readonly diff: readonly { readonly kind: string; readonly text: string }[];
  readonly in: { readonly block: number; readonly start: number };
}

function run(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, COMMONPLACE_USER_DATA: path.join(root, "user") };
    execFile(process.execPath, [cli, ...words], { env, cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(root, name);
  writeFileSync(file, content);
  return file;
}

async function verified(file: string): Promise<{ code: number; lines: readonly Line[] }> {
  const { code, out } = await run("verify", "--notebook", "Harbour", "--json", file);
  return {
    code,
    lines: out
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line),
  };
}

const states = ["verbatim", "typography", "marked", "marked", "altered", "absent"];

beforeAll(async () => {
  await run("import", "--notebook", "Harbour", put("log.md", article));
});

test("each quotation of a document is judged, and altered words end with exit code 1", async () => {
  const { code, lines } = await verified(put("draft.md", draft.join("\n\n")));
  expect(lines.map(({ state }) => state).toSorted()).toEqual(states.toSorted());
  expect(code).toBe(1);
  const altered = lines.find(({ text }) => text.includes("twelve"));
  expect(altered).toMatchObject({
    state: "altered",
    paragraph: 1,
    source: article.split("\n\n")[1],
    in: { block: 3, start: 21 },
  });
  expect(altered?.diff).toContainEqual({ kind: "removed", text: "eleven" });
});

test.each(["draft.txt", "draft.html", "draft.docx", "draft.rtf"])("reads %s", async (name) => {
  const { lines } = await verified(put(name, written(name)));
  expect(lines.map(({ state }) => state).toSorted()).toEqual(states.toSorted());
});

test("a document whose words are all true ends with exit code 0, and is not imported", async () => {
  const before = await run("list", "--notebook", "Harbour");
  const { code, out } = await run(
    "verify",
    "--notebook",
    "Harbour",
    put("true.md", draft[0] ?? ""),
  );
  expect(code).toBe(0);
  expect(out).toContain("verbatim");
  expect(out).toContain("true.md: 1 quotation: 1 verbatim.");
  expect((await run("list", "--notebook", "Harbour")).out).toBe(before.out);
});

test("what cannot be read is said with its reason", async () => {
  const { code, err } = await run("verify", "--notebook", "Harbour", path.join(root, "missing.md"));
  expect(code).toBe(1);
  expect(err).toContain("missing.md");
  expect((await run("verify")).code).toBe(2);
});

function written(name: string): string | Uint8Array {
  const paragraphs = draft.map((text) => text.replaceAll("&", "&amp;"));
  switch (path.extname(name)) {
    case ".html":
      return `<!doctype html><title>Draft</title><article>${paragraphs.map((text) => `<p>${text}</p>`).join("")}</article>`;
    case ".rtf":
      return `{\\rtf1\\ansi ${draft.map((text) => `${rtf(text)}\\par `).join("")}}`;
    case ".docx":
      return docx(paragraphs);
    default:
      return draft.join("\n\n");
  }
}

const rtf = (text: string) => text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0)}?`);

function docx(paragraphs: readonly string[]): Uint8Array {
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`)
    .join("");
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": strToU8(
      `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ),
  });
}
