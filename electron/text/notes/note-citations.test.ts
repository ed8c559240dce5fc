import fc from "fast-check";
import { expect, test } from "vitest";
import { noteCitations, yearLetters, type CitedWork, type Works } from "./note-citations.ts";
import { markdownToNote, noteToMarkdown } from "./note-markdown/note-markdown.ts";
import { readNoteBody } from "./note-body.ts";
import { noteLines } from "./note-lines.ts";

const known: Readonly<Record<string, CitedWork>> = {
  brown: { who: "Brown", year: "2019", title: "Harbours" },
  storm: { who: "Smith", year: "2015", title: "Storms" },
  gauge: { who: "Smith", year: "2015", title: "Gauges" },
  other: { who: "The Harbour Board", year: "", title: "Accounts" },
  board: { who: "The Harbour Board", year: "", title: "Minutes" },
};
const works: Works = {
  workOf: (article) => known[article] ?? null,
  articleOf: (clip) => (clip === "c" ? "gauge" : null),
};

interface Own {
  readonly locator?: string;
  readonly authorless?: true;
  readonly prefix?: string;
  readonly suffix?: string;
}
const cite = (id: string, own: Own = {}) => ({
  type: "notebook-link",
  version: 1,
  target: { kind: "article", id },
  label: "",
  cite: true,
  ...own,
});
const words = (text: string) => ({
  type: "text",
  version: 1,
  text,
  format: 0,
  style: "",
  mode: "normal",
  detail: 0,
});
const block = { direction: null, format: "", indent: 0, version: 1 };
const paragraph = (...children: readonly object[]) => ({
  ...block,
  type: "paragraph",
  textFormat: 0,
  textStyle: "",
  children,
});
const note = (...children: readonly object[]) =>
  JSON.stringify({ root: { ...block, type: "root", children } });

/** What a paragraph with these in it says, by every reader of notes. */
function said(...children: readonly object[]): string {
  const body = note(paragraph(...children));
  const text = readNoteBody(body, { titleOf: () => "?", works })?.text ?? "";
  const lines = noteLines(body, { titleOf: () => "?", wordsOf: () => "", works });
  expect(lines.map((line) => line.text).join("\n")).toBe(text);
  const markdown = noteToMarkdown(body, { titleOf: () => "?", wordsOf: () => "", works });
  expect(markdown.trim().replaceAll(/\[((?:\\.|[^\]])*)\]\(<[^>]*>\)/g, "$1")).toBe(text);
  expect(JSON.parse(markdownToNote(markdown))).toEqual(JSON.parse(body));
  return text;
}

test("citations that stand together share a bracket, others have their own", () => {
  expect(said(words("So "), cite("brown"), cite("storm", { locator: "p. 4" }), words("."))).toBe(
    "So (Brown 2019; Smith 2015, p. 4).",
  );
  expect(said(cite("brown"), words(" and "), cite("storm"))).toBe("(Brown 2019) and (Smith 2015)");
  const labelled = { ...cite("storm"), label: "there" };
  expect(said(cite("brown"), labelled, cite("board"))).toBe(
    "(Brown 2019)there(The Harbour Board n.d.)",
  );
});

test("a citation says what its writer puts before and after the work", () => {
  expect(said(cite("storm", { prefix: "see", locator: "p. 4", suffix: "and passim" }))).toBe(
    "(see Smith 2015, p. 4 and passim)",
  );
  const noted = cite("storm", { prefix: "cf.", suffix: ", emphasis added", authorless: true });
  expect(said(cite("brown"), noted)).toBe("(Brown 2019; cf. 2015, emphasis added)");
});

test("works of one author and year get letters by title, whichever is cited first", () => {
  expect(said(cite("storm"), words(" "), cite("gauge", { locator: "ch. 2" }))).toBe(
    "(Smith 2015b) (Smith 2015a, ch. 2)",
  );
  expect(said(cite("storm"), words(" "), cite("storm", { locator: "§ 3" }))).toBe(
    "(Smith 2015) (Smith 2015, § 3)",
  );
});

test("works that are quoted count for the letters too", () => {
  const body = note({ type: "clip-quote", version: 1, clip: "c" }, paragraph(cite("storm")));
  expect(readNoteBody(body, { wordsOf: () => "Words.", works })?.text).toBe(
    "Words.\n(Smith 2015b)",
  );
});

test("an author may be left out where the sentence names him", () => {
  const authorless = true;
  expect(said(words("Smith "), cite("storm", { authorless }))).toBe("Smith (2015)");
  expect(said(cite("storm", { authorless, locator: "p. 4" }), cite("gauge", { authorless }))).toBe(
    "(2015b, p. 4; 2015a)",
  );
  expect(said(cite("board", { authorless, locator: "p. 4" }))).toBe("(n.d., p. 4)");
  expect(said(cite("board", { authorless }))).toBe("(n.d.)");
});

test("letters go on after z, and tell works without a year apart too", () => {
  const many = Array.from({ length: 28 }, (_, at) => {
    const title = String(at).padStart(2, "0");
    return [title, { who: "Smith", year: "2015", title }] as const;
  });
  expect([...yearLetters(new Map(many)).values()].slice(25)).toEqual(["z", "aa", "ab"]);
  const undated = many.map(([id, work]) => [id, { ...work, year: "" }] as const);
  expect(yearLetters(new Map(undated)).size).toBe(28);
  expect(said(cite("board"), words(" "), cite("other", { locator: "p. 2" }))).toBe(
    "(The Harbour Board n.d.-b) (The Harbour Board n.d.-a, p. 2)",
  );
});

test("a citation of an unknown article leaves those beside it as they are", () => {
  const together = [cite("brown"), cite("gone")];
  const found = noteCitations({ children: [{ children: together }] }, works);
  expect([...found.values()]).toEqual(["(Brown 2019; "]);
});

test("any row of citations and words is read back as it was, and every bracket is closed", () => {
  const part = fc.oneof(
    fc
      .record({
        id: fc.constantFrom(...Object.keys(known), "gone"),
        locator: fc.option(fc.constantFrom("p. 4", "pp. 4–6", "ch. [2]", "§ 3; 4", "a & b")),
        authorless: fc.boolean(),
      })
      .map(({ id, locator, authorless }) =>
        cite(id, {
          ...(locator === null ? {} : { locator }),
          ...(authorless ? { authorless: true as const } : {}),
        }),
      ),
    fc.constantFrom("see ", " and", ".").map(words),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const body = note(
        paragraph(
          ...parts.filter((each, at) => each.type !== "text" || parts[at - 1]?.type !== "text"),
        ),
      );
      const markdown = noteToMarkdown(body, { titleOf: () => "?", wordsOf: () => "", works });
      expect(JSON.parse(markdownToNote(markdown))).toEqual(JSON.parse(body));
      const shown = [...noteCitations(JSON.parse(body), works).values()];
      expect(shown.every((each) => /^\(?[^()]+(?:\)|; )$/.test(each))).toBe(true);
    }),
  );
});
