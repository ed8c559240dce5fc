import { expect, test } from "vitest";
import type { Block } from "../../entities.ts";
import { runsOf } from "../draft-blocks.ts";
import { parseDocument } from "./dom.ts";
import { readBlocks } from "./blocks.ts";
import { normaliseRun } from "../runs.ts";
import { trimEdges } from "./trim.ts";

const blocks = (html: string): readonly Block[] =>
  readBlocks(parseDocument(html).document.body).map(({ block }) => block);
const texts = (html: string): readonly string[] =>
  blocks(html).map((block) => ("text" in block ? block.text : block.kind));
const trimmed = (html: string): readonly string[] =>
  trimEdges(readBlocks(parseDocument(html).document.body)).map(({ block }) =>
    "text" in block ? block.text : block.kind,
  );

test("words of neighbouring blocks are never glued together", () => {
  expect(
    texts("<div>one<p>two</p>three<div>four</div></div><span>fi</span><span>ve</span>"),
  ).toEqual(["one", "two", "three", "four", "five"]);
});

test("white space collapses as on screen", () => {
  expect(texts("<p>  one \n\t two <b> three </b> four&nbsp;five<br> \n six </p>")).toEqual([
    "one two three four\u00a0five\nsix",
  ]);
});

test("marks sit on their words", () => {
  const [raw] = blocks("<p>one <b>two <i> three</i> </b><a href=x>four <b>five</b></a></p>");
  expect(raw === undefined ? [] : runsOf(raw).map((run) => normaliseRun(run).run)).toMatchObject([
    {
      text: "one two three four five",
      marks: [
        [4, 13, "strong"],
        [8, 13, "emphasis"],
        [14, 23, "link", "x"],
        [19, 23, "strong"],
      ],
    },
  ]);
});

test("two line breaks part paragraphs, one does not", () => {
  expect(texts("one<br>two<br><br>three<br> <br>four")).toEqual(["one\ntwo", "three", "four"]);
});

test("pictures follow the paragraph they stand in; emoji are words", () => {
  expect(
    texts(`<p>one <img src="a.png"> two <img class="emoji" alt="🙂" src="b.png">.</p>`),
  ).toEqual(["one two 🙂.", "image"]);
});

test("preformatted text keeps its spaces and lines", () => {
  expect(texts("<pre>\n\n  one\n    <b>two</b>\t3\n\n</pre>")).toEqual(["  one\n    two\t3"]);
});

test("formulas become the text they were written as", () => {
  const tex = `<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>`;
  expect(
    texts(`<p>So ${tex} it is, or <math><mi>a</mi> <mo>≠</mo> <mn>0</mn></math>.</p>`),
  ).toEqual(["So x^2 it is, or a ≠ 0."]);
});

test("what is hidden or no text is not read", () => {
  expect(
    texts(
      "<p hidden>a</p><p style='display: none'>b</p><script>c</script><style>d</style><select><option>e</select><button>f</button><p>g</p>",
    ),
  ).toEqual(["g"]);
});

test("tables for layout are read as blocks, tables of data as cells", () => {
  expect(texts("<table><tr><td><h2>Head</h2><p>one</p></td><td>two</td></tr></table>")).toEqual([
    "Head",
    "one",
    "two",
  ]);
  expect(blocks("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>")).toHaveLength(4);
  expect(blocks("<table><tr><th>a<th>b<tr><td>c<br>d<td><p>e</p><p>f</p></table>")).toMatchObject([
    {
      kind: "table",
      headerRows: 1,
      rows: [
        [{ text: "a" }, { text: "b" }],
        [{ text: "c d" }, { text: "e f" }],
      ],
    },
  ]);
});

test("what surrounds an article is cut from its end, its sources are not", () => {
  const article = "<p>A paragraph of the article.</p>";
  const links =
    "<ul><li><a href=1>Another article</a><li><a href=2>And another</a><li><a href=3>One more</a></ul>";
  expect(trimmed(`${article}<h3>More stories</h3>${links}`)).toEqual([
    "A paragraph of the article.",
  ]);
  expect(
    trimmed(
      `${article}<p>Lesen Sie auch: <a href=1>Noch ein Artikel</a></p><p>Share on Facebook</p>`,
    ),
  ).toEqual(["A paragraph of the article."]);
  expect(trimmed(`${article}<h2>References</h2>${links}`)).toHaveLength(5);
  expect(trimmed(`${article}<ul><li>One point<li>Two points<li>Three</ul>`)).toHaveLength(4);
  expect(trimmed("<p>Share</p>")).toEqual(["Share"]);
});

test("how characters are read stands in brackets behind them", () => {
  expect(
    texts(
      "<p><ruby>港<rt>みなと</rt></ruby>の<ruby>波<rp>（</rp><rt>なみ</rt><rp>）</rp></ruby></p>",
    ),
  ).toEqual(["港(みなと)の波（なみ）"]);
});

test("a fraction without TeX keeps its bar, in a cell too", () => {
  const half = "<math><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math>";
  expect(texts(`<p>So ${half} it is.</p>`)).toEqual(["So 1/(x^2) it is."]);
  expect(
    blocks(`<table><tr><th>a</th><th>b</th></tr><tr><td>${half}</td><td>2</td></tr></table>`),
  ).toMatchObject([
    {
      rows: [
        [{}, {}],
        [{ text: "1/(x^2)" }, { text: "2" }],
      ],
    },
  ]);
});
