import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNoteBody } from "./note-body.ts";
import { noteLines } from "./note-lines.ts";
import { noteToMarkdown } from "./note-markdown/note-markdown.ts";

const text = (words: string) => ({ type: "text", text: words });
const paragraph = (...children: object[]) => ({ type: "paragraph", children });
const link = (id: string, label = "") => ({
  type: "notebook-link",
  version: 1,
  target: { kind: "note", id },
  label,
});
const quote = (clip: string) => ({ type: "clip-quote", version: 1, clip });
const state = (...children: unknown[]) => JSON.stringify({ root: { type: "root", children } });
const read = (...children: unknown[]) => {
  const body = readNoteBody(state(...children), { titleOf: ({ id }) => `Title of ${id}` });
  if (body === null) throw new RangeError("Expected an editor state.");
  return body;
};

describe("the text of a note", () => {
  test("has a line for each block, in the order of the page", () => {
    const body = read(
      { type: "heading", tag: "h1", children: [text("Plan")] },
      paragraph(
        text("One "),
        { type: "text", format: 1, text: "bold" },
        { type: "linebreak" },
        text("two"),
      ),
      {
        type: "list",
        children: [
          { type: "listitem", children: [text("a"), { type: "tab" }, text("b")] },
          {
            type: "listitem",
            children: [{ type: "list", children: [{ type: "listitem", children: [text("c")] }] }],
          },
        ],
      },
      paragraph(),
      { type: "horizontalrule" },
      {
        type: "table",
        children: [
          {
            type: "tablerow",
            children: [
              { type: "tablecell", children: [paragraph(text("x"))] },
              { type: "tablecell", children: [paragraph(text("y"))] },
            ],
          },
        ],
      },
    );
    expect(body.text).toBe("Plan\nOne bold\ntwo\na\tb\nc\nx\ny");
  });

  test("shows a link by its label, or by the title of what it points to", () => {
    expect(read(paragraph(text("See "), link("n1", "this"), text(" and "), link("n2"))).text).toBe(
      "See this and Title of n2",
    );
  });

  test("shows a link to a heading of its own by the heading alone", () => {
    const to = (id: string) => ({ ...link(id), heading: "Zero" });
    const body = state(paragraph(to("n1"), text(", "), to("n2")));
    const titleOf = ({ id }: { readonly id: string }) => `Title of ${id}`;
    expect(readNoteBody(body, { titleOf, own: "n1" })?.text).toBe("Zero, Title of n2 › Zero");
    expect(noteLines(body, { titleOf, wordsOf: () => "", own: "n1" })[0]?.text).toBe(
      "Zero, Title of n2 › Zero",
    );
    expect(noteToMarkdown(body, { titleOf: () => "?", wordsOf: () => "", own: "n1" })).toContain(
      "[Zero](<commonplace:note/n1?heading=Zero#title>)",
    );
  });

  test("takes what it can from nodes it does not know", () => {
    const body = read(
      { type: "callout-2031", children: [paragraph(text("inside"))] },
      { type: "stamp", text: "mark" },
      7,
      null,
      "x",
    );
    expect(body.text).toBe("inside\nmark");
  });
});

describe("links and quotes", () => {
  test("come with the words around them in their paragraph", () => {
    const { references } = read(
      paragraph(text("Before.")),
      paragraph(
        text("I read "),
        { type: "link", url: "https://example.org/", children: [link("n1", "Ann")] },
        text(" twice."),
      ),
    );
    expect(references).toEqual([
      {
        kind: "link",
        target: { kind: "note", id: "n1" },
        before: "I read ",
        words: "Ann",
        kept: false,
        after: " twice.",
      },
    ]);
  });

  test("of a quote are those of the paragraphs before and after", () => {
    const { references, text: words } = read(
      paragraph(text("He claims:")),
      quote("c1"),
      paragraph(text("But no.")),
    );
    expect(words).toBe("He claims:\nBut no.");
    expect(references).toEqual([
      {
        kind: "quote",
        target: { kind: "clip", id: "c1" },
        before: "He claims:",
        words: "",
        kept: false,
        after: "But no.",
      },
    ]);
  });

  test("of a quote have the writer's wording, and the text shows it or the clip's words", () => {
    const state = (...blocks: readonly object[]) =>
      JSON.stringify({ root: { type: "root", version: 1, children: blocks } });
    const worded = { ...quote("c2"), words: "the *longest* gap […]", kept: "altered" };
    const body = readNoteBody(state(quote("c1"), worded), {
      wordsOf: (clip) => `words of ${clip}`,
    });
    expect(body?.text).toBe("words of c1\nthe longest gap […]");
    expect(body?.own.trim()).toBe("");
    expect(body?.references).toMatchObject([
      { words: "", kept: false },
      { words: "the *longest* gap […]", kept: true },
    ]);
  });

  test("are cut at words when long, without splitting a character", () => {
    const long = "word 👍 ".repeat(80);
    const [reference] = read(paragraph(text(long), link("n1", "here"), text(long))).references;
    expect(reference?.before.length).toBeLessThanOrEqual(162);
    expect(reference?.before.startsWith("…")).toBe(true);
    expect(reference?.after.endsWith("…")).toBe(true);
    expect(`${reference?.before}${reference?.after}`.isWellFormed()).toBe(true);
  });

  test("that are not whole are left out", () => {
    const broken = [
      { type: "notebook-link", target: { kind: "page", id: "x" } },
      { type: "notebook-link" },
      { type: "clip-quote", clip: 7 },
    ];
    expect(read(paragraph(...broken)).references).toEqual([]);
  });
});

describe("what is no note", () => {
  test("is told apart from an empty one", () => {
    const bodies = ["", "null", "[]", "{", '"x"', "{}", '{"root":{}}', '{"root":{"type":"root"}}'];
    bodies.push('{"root":{"type":"paragraph","children":[]}}');
    expect(bodies.filter((body) => readNoteBody(body) !== null)).toEqual([]);
    expect(readNoteBody(state())).toEqual({
      text: "",
      own: "",
      headings: [],
      references: [],
      blank: true,
    });
    expect(readNoteBody(state(paragraph()))?.blank).toBe(false);
  });

  test("never throws, whatever the JSON", () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (json, value) => {
        expect(() => readNoteBody(json)).not.toThrow();
        const body = JSON.stringify({ root: { type: "root", children: [value] } });
        expect(readNoteBody(body)).not.toBe(null);
      }),
    );
  });

  test("nesting of any depth is walked", () => {
    const depth = 20_000;
    const open = '{"type":"quote","children":['.repeat(depth);
    const body = `{"root":{"type":"root","children":[${open}{"type":"text","text":"deep"}${"]}".repeat(depth)}]}}`;
    const found = readNoteBody(body);
    // The parser itself may give up first; then it is refused, not half read.
    expect(["deep", undefined]).toContain(found?.text);
  });

  test("a long line of spaces is read quickly", () => {
    const started = process.cpuUsage();
    expect(read(paragraph(text(`${" ".repeat(2_000_000)}x`))).text).toBe("x");
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });
});
