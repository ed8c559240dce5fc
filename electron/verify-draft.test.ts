/** A draft as people write them, in each of the formats that they write it in. */
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { importFile } from "./import/index.ts";
import { column, makePdf } from "./import/pdf/fixture.ts";
import { addArticle, newNotebook } from "./notebook/test-notebook.ts";
import { verifyBlocks } from "./verify.ts";
import type { VerifiedState } from "./entities.ts";

const articles = {
  harbour: [
    "The gauge on the pier has run since the winter of 1887, and its paper fills eleven shelves of the harbour office.",
    "“You told me ‘the bolt cannot sink an inch’ and then you left,” said the engineer, who had measured it twice.",
    "The tide rose 10\" above the mark that night; the keepers' lamps didn't go out before four o’clock.",
    "Nobody on the mainland knew for forty years that the pier itself was sinking by the width of a finger.",
    "A young surveyor compared the marks on the wall with the marks in the rock.",
    "He found that they did not agree, and wrote so to the council in a letter of nine pages.",
    "The council voted for a second gauge on solid ground, and the two have been read side by side ever since.",
    "Whoever reads the old rolls today must first subtract the slow fall of the stones under the instrument.",
  ],
  pegel: [
    "„Der Meister sagte ‚so etwas sinkt doch niemals‘ und ging“, schrieb der Ingenieur in sein Heft.",
    "Der Pegel am Kai steht seit 1887, und niemand wollte glauben, dass der Bolzen gesunken war.",
  ],
  phare: [
    "Le gardien n’a jamais quitté le phare pendant les onze jours de la tempête : il attendait la marée.",
    "« Je n’avais pas d’encre », écrit-il, « mais j’avais un crayon et une lanterne. »",
  ],
};

/** A paragraph, or words set apart, and what is to be said of each quotation in it. */
interface Part {
  readonly text: string;
  readonly apart?: true;
  /** Several paragraphs that follow one another. */
  readonly more?: readonly string[];
  readonly states: readonly VerifiedState[];
}

const parts: readonly Part[] = [
  {
    text: "The office says that “its paper fills eleven shelves of the harbour office” and “The gauge on the pier has run since the winter of 1887”.",
    states: ["verbatim", "verbatim"],
  },
  {
    text: "As one of them put it, “You told me ‘the bolt cannot sink an inch’ and then you left”, which was true.",
    states: ["verbatim"],
  },
  {
    text: "It was not so, for “you told me ‘the bolt cannot sink a foot’ and then you left” is wrong.",
    states: ["altered"],
  },
  {
    text: "In Bremen: „Der Meister sagte ‚so etwas sinkt doch niemals‘ und ging“, so das Heft.",
    states: ["verbatim"],
  },
  {
    text: "Dort stand auch „niemand wollte glauben, dass der Bolzen nicht gesunken war“ als Satz.",
    states: ["altered"],
  },
  {
    text: "De là : « Le gardien n'a jamais quitté le phare pendant les onze jours de la tempête : il attendait la marée. »",
    states: ["typography"],
  },
  {
    text: "Et encore : «il attendait la marée» ne vaut rien, puis « jamais quitté le phare pendant les onze jours », puis «mais j’avais un crayon et une bougie».",
    states: ["verbatim", "altered"],
  },
  {
    text: "They noted 'The tide rose 10\" above the mark', and that \"the keepers' lamps didn't go out before four o'clock\" at all; a 5\" rule and a 6\" one lay by.",
    states: ["verbatim", "typography"],
  },
  {
    text: "He was a so-called “keeper of time” and a “true friend” of the “old gauge”.",
    states: [],
  },
  {
    text: "“A young surveyor compared the marks on the wall with the marks in the rock.",
    more: [
      "“He found that they did not agree, and wrote so to the council in a letter of nine pages.",
      "“The council voted for a second gauge on solid ground,” as it says there.",
    ],
    states: ["typography"],
  },
  {
    text: "The council voted for a second gauge on solid ground, and the two have been read side by side ever since.",
    apart: true,
    states: ["verbatim"],
  },
  {
    text: "Whoever reads the old rolls today must at last subtract the slow fall of the stones under the instrument (Penhale 2015, 12).",
    apart: true,
    states: ["altered"],
  },
  {
    text: "It took until then: “Nobody […] knew for forty years that the pier itself was sinking” and “[n]obody on the mainland knew for forty years”.",
    states: ["marked", "marked"],
  },
  {
    text: "“Elephants never forgive an impolite zookeeper” stands nowhere in all this.",
    states: ["absent"],
  },
  {
    text: "Her note has “compared the marks on the wall with the marks in the rock” and says “wrote so to the council in a letter of six pages”.",
    states: ["verbatim", "altered"],
  },
];
const expected = parts.flatMap(({ states }) => states);
const paragraphs = parts.flatMap(({ text, more = [], apart }) =>
  [text, ...more].map((each) => ({ text: each, apart: apart === true })),
);

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function docx(): Uint8Array {
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const body = paragraphs
    .map(
      ({ text, apart }) =>
        `<w:p>${apart ? '<w:pPr><w:pStyle w:val="Quote"/></w:pPr>' : ""}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`,
    )
    .join("");
  const type = "application/vnd.openxmlformats";
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="${type}-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}-officedocument.wordprocessingml.styles+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/_rels/document.xml.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    "word/styles.xml": strToU8(
      `<w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>`,
    ),
    "word/document.xml": strToU8(
      `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ),
  });
}

/** Set in lines of a page as a printer does, long words divided at their ends. */
function pdf(): Uint8Array {
  const winAnsi: Readonly<Record<string, string>> = {
    "“": "\u0093",
    "”": "\u0094",
    "„": "\u0084",
    "‘": "\u0091",
    "’": "\u0092",
    "‚": "\u0082",
    "…": "\u0085",
  };
  const lines = paragraphs.flatMap(({ text, apart }) => {
    const set = text.replace(/[“”„‘’‚…]/g, (mark) => winAnsi[mark] ?? mark);
    const all: string[] = [apart ? "" : "   "];
    for (const word of set.split(" ")) {
      const last = all.at(-1) ?? "";
      const room = 72 - last.length;
      if (word.length < room)
        all[all.length - 1] = `${last}${last.trim() === "" ? "" : " "}${word}`;
      else if (/^[a-z]{8,}$/.test(word) && room > 5) {
        all[all.length - 1] = `${last} ${word.slice(0, 4)}-`;
        all.push(word.slice(4));
      } else all.push(word);
    }
    return [...all, ""];
  });
  const pages = Array.from({ length: Math.ceil(lines.length / 45) }, (_, page) =>
    column(lines.slice(page * 45, page * 45 + 45)),
  );
  return makePdf({ pages });
}

const files: Readonly<Record<string, () => string | Uint8Array>> = {
  "draft.md": () => paragraphs.map(({ text, apart }) => (apart ? `> ${text}` : text)).join("\n\n"),
  "draft.html": () =>
    `<!doctype html><title>Draft</title><article>${paragraphs
      .map(({ text, apart }) =>
        apart ? `<blockquote><p>${escaped(text)}</p></blockquote>` : `<p>${escaped(text)}</p>`,
      )
      .join("")}</article>`,
  "draft.docx": docx,
};

async function verified(name: string, content: string | Uint8Array) {
  const notebook = newNotebook();
  for (const [title, texts] of Object.entries(articles))
    await addArticle(notebook, texts, { title });
  const bytes = typeof content === "string" ? strToU8(content) : content;
  const { blocks } = await importFile({ name, bytes, readBeside: async () => null });
  return verifyBlocks(blocks, notebook);
}

test.each(Object.keys(files))("every quotation of %s is judged as it deserves", async (name) => {
  const found = await verified(name, files[name]?.() ?? "");
  expect(found.map(({ state }) => state)).toEqual(expected);
});

// Nothing says in them which words are set apart.
const inMarks = parts.filter(({ apart }) => apart !== true).flatMap(({ states }) => states);

test("so is every one of a plain text, also where its lines are wrapped", async () => {
  const wrapped = paragraphs.map(({ text }) => text.replaceAll(/(.{1,70})(?: |$)/g, "$1\n"));
  const found = await verified("draft.txt", wrapped.join("\n"));
  expect(found.map(({ state }) => state)).toEqual(inMarks);
});

test("so is every one of a printed draft, whose words are divided at the ends of lines", async () => {
  const found = await verified("draft.pdf", pdf());
  const judged = found.map(({ state }) => (state === "typography" ? "verbatim" : state));
  const wanted = inMarks.map((state) => (state === "typography" ? "verbatim" : state));
  expect(judged).toEqual(wanted);
});
