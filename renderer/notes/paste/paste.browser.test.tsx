/** What comes in from other programs, as each writes it. All texts are our own. */
import { getNearestEditorFromDOMNode } from "lexical";
import { afterEach, beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { blocks, body, caretAtEnd, clearNotes, paste, show, shown } from "../note-pane-fixture.tsx";
import { pastePlain } from "../../plain-paste.ts";
import { markdownOf } from "../copy-markdown.ts";

afterEach(clearNotes);

let said: readonly string[] = [];
beforeEach(async () => {
  ({ said } = await show([noteOf("n1", "One", paragraph(""))]));
  await caretAtEnd();
});

/** The note as Markdown: what of the paste is structure. */
function markdown(): string {
  const editor = getNearestEditorFromDOMNode(body());
  if (!editor) throw new Error("Expected an open note");
  return markdownOf(editor).markdown.replaceAll(/\[\^[0-9a-f]{8}\]/g, "[^n]");
}
const html = (page: string, text = "plain") => paste({ "text/html": page, "text/plain": text });

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment--><h1>The gauge<o:p></o:p></h1>
<p class=MsoNormal><b>It stood</b> still<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>first<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>&middot;<span>&nbsp; </span></span><![endif]>within it<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>second<o:p></o:p></p>
<!--EndFragment--><div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> From the log.<o:p></o:p></p></div></div></body></html>`;

const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f"><h2 dir="ltr"><span
style="font-size:16pt;font-family:Arial;color:#000;font-weight:400;">Two puzzles</span></h2><br><p dir="ltr" style="line-height:1.38"><span
style="font-weight:400">A gap is </span><span style="font-weight:700;font-style:italic">not</span><span style="font-weight:400"> a zero, says </span><a
href="https://a.example/log" style="text-decoration:none;"><span style="text-decoration:underline;color:#1155cc">the log</span></a></p><ul><li
dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p role="presentation"><span>in one</span></p></li></ul></ul></b>`;

const office = `<html><head><meta name="generator" content="LibreOffice 24.8 (Linux)"/><style>p{margin:0}</style></head><body lang="en-GB"><p
style="margin-bottom:0"><font face="Liberation Serif">It stood still<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup>.</font></p>
<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym"
name="sdfootnote1sym" href="#sdfootnote1anc">1</a>From the log.</p></div></body></html>`;

it("takes headings, lists and footnotes from Word", async () => {
  html(word);
  await expect
    .poll(markdown)
    .toBe(
      "# The gauge\n\n**It stood** still[^n].\n\n1. first\n   - within it\n2. second\n\n[^n]: From the log.\n",
    );
});

it("takes structure and emphasis from Google Docs, without its wrapper", async () => {
  html(docs);
  await expect
    .poll(markdown)
    .toBe(
      "## Two puzzles\n\nA gap is ***not*** a zero, says [the log](<https://a.example/log>)\n\n- one\n  - in one\n",
    );
});

it("takes footnotes and counted lists from LibreOffice", async () => {
  html(office);
  await expect
    .poll(markdown)
    .toBe("It stood still[^n].\n\n3. three\n4. four\n\n[^n]: From the log.\n");
});

it("takes what a web page says, and never what it loads or runs", async () => {
  html(
    `<div class="a"><div><section><div>Lead<br><br>second</div></section>
    <figure><img src="https://a.example/gauge.png" alt="The gauge" srcset="x 2x"><figcaption>Its pen</figcaption></figure>
    <img src="https://t.example/p.gif" width="1" height="1"><script>x()</script><p onclick="x()">see
    <a href="https://t.example/c?to=b&utm_source=x" onmousedown="x()">there</a> <span style="display:none">hidden</span></p>
    <table role="presentation"><tr><td><h3>In a frame</h3></td></tr></table>
    <span class="katex"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math><span aria-hidden="true">x1</span></span>
    <blockquote><p>one</p><p>two</p></blockquote>
    <div class="markdown-alert markdown-alert-tip"><p class="markdown-alert-title"><svg></svg>Tip</p><p>Look <mark>twice</mark>.</p></div>
    <div class="highlight"><pre class="language-py"><code>if x:
  y</code></pre></div><p>&nbsp;</p></div></div>`,
  );
  await expect
    .poll(markdown)
    .toBe(
      [
        "Lead",
        "second",
        "[The gauge](<https://a.example/gauge.png>)",
        "Its pen",
        "see [there](<https://t.example/c?to=b&utm_source=x>)",
        "### In a frame",
        "$x_1$",
        "> one\\\n> \\\n> two",
        "> [!tip]\n>\n> Look ==twice==.",
        "```py\nif x:\n  y\n```\n",
      ].join("\n\n"),
    );
  expect(body().innerHTML).not.toMatch(/<img|script|onclick|onmousedown|srcset/);
  expect(said).toEqual(["A picture in what you pasted lies elsewhere: only a link to it came in"]);
});

it("keeps the spaces beside every element that stands in a line", async () => {
  html(`<p>In <cite>The Log</cite> of<!-- --> <time>1923</time> <!-- -->and <font>the <small>second</small> one</font> a
    <x-mark>gap</x-mark> <abbr>cm</abbr> <img src="https://a.example/w.png" alt="🌊"> <b>high</b><img src="https://a.example/g.png" alt="Gauge">now</p>
    <ul><li><a href="https://a.example/share"><svg></svg></a></li><li>kept</li></ul>`);
  await expect
    .poll(markdown)
    .toBe(
      "In *The Log* of 1923 and the second one a gap cm 🌊 **high** [Gauge](<https://a.example/g.png>) now\n\n- kept\n",
    );
  expect(said).toEqual(["A picture in what you pasted lies elsewhere: only a link to it came in"]);
});

it("takes what elements and programs say in their own way", async () => {
  html(`<h2>Keys<a class="anchor" href="#keys">¶</a></h2><p><del>Old</del> <kbd>F7</kbd> <q>in <q>two</q></q></p>
    <ul><li><input type="checkbox" checked> done</li><li><label><input type="checkbox"> open</label></li></ul>
    <p>and</p><ul><li><p>a</p></li></ul><ul><ul><li><p>b</p></li></ul></ul><ul><ul><ul><li><p>c</p></li></ul></ul></ul>
    <ol start="2"><li><p>Do</p><pre><div>python</div><div><code class="language-python">if x:
  y()</code></div></pre></li></ol>
    <div style="font-family:Consolas, monospace;white-space:pre;"><div><span>if</span> x:</div><div>  y()</div></div>
    <span role="presentation">begun for</span><br role="presentation"><span role="presentation">the boats</span>
    <table><tr><th>gauge</th><td>4</td></tr><tr><th>pier</th><td>5</td></tr></table>`);
  await expect
    .poll(markdown)
    .toBe(
      [
        "## Keys",
        "~~Old~~ `F7` “in ‘two’”",
        "- [x] done\n- [ ] open",
        "and",
        "- a\n  - b\n    - c",
        "<!-- -->",
        "2. Do<br>`if x:`<br>`  y()`",
        "```\nif x:\n  y()\n```",
        "begun for the boats",
        "|  |  |\n| --- | --- |\n| gauge | 4 |\n| pier | 5 |\n",
      ].join("\n\n"),
    );
});

it("takes a grid from a spreadsheet, and one cell as its words", async () => {
  html(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>.xl65{font-weight:700;color:red}</style></head>
    <table width=128><col width=64 span=2><tr height=20><td class=xl65 width=64>day</td><td class=xl65>cm</td></tr>
    <tr><td align=right style='background:yellow'>1</td><td>23</td></tr></table></html>`);
  await expect.poll(markdown).toContain("|  |  |\n| --- | --- |\n| **day** | **cm** |\n| 1 | 23 |");
  await userEvent.keyboard("{Control>}{End}{/Control}");
  html("<table><tr><td>42</td></tr></table>", "42");
  await expect.poll(markdown).toMatch(/42/);
  expect(body().querySelectorAll("table")).toHaveLength(1);
});

it("takes code from an editor of code as code", async () => {
  paste({
    "vscode-editor-data": '{"version":1,"mode":"python"}',
    "text/html":
      '<div style="font-family:monospace;white-space:pre;"><div><span>if x:</span></div></div>',
    "text/plain": "if x:\n    # Note\n    y()",
  });
  await expect.poll(markdown).toBe("```python\nif x:\n    # Note\n    y()\n```\n");
});

it("takes Markdown as what it means, and with Shift as the words it is", async () => {
  const written =
    "## Two puzzles\n\n- [x] the *gap*\n- [ ] the stud\n\n> [!note] Why\n>\n> It **moved**[^1].\n\n| a | b |\n| :-: | --- |\n| 1 | 2 |\n\n[^1]: Later.\n";
  paste({ "text/plain": written });
  await expect.poll(markdown).toBe(written);
  expect(body().querySelector("table")).not.toBeNull();
  await userEvent.keyboard("{Control>}a{/Control}{Delete}");
  await expect.poll(shown).toBe("");
  await userEvent.keyboard("{Control>}{Shift>}v{/Shift}{/Control}");
  await expect.poll(() => document.activeElement === body()).toBe(true);
  body().dispatchEvent(
    new KeyboardEvent("keydown", { key: "V", ctrlKey: true, shiftKey: true, bubbles: true }),
  );
  paste({ "text/html": "<b>x</b>", "text/plain": "## Two *puzzles*" });
  await expect.poll(shown).toBe("## Two *puzzles*");
});

it("puts a long text after the list that it is pasted in", async () => {
  await userEvent.keyboard("- one");
  paste({ "text/plain": "It was begun for the boats, not for science.\n\n".repeat(1500) });
  await expect.poll(() => body().children.length, { timeout: 15_000 }).toBe(1501);
  expect(body().firstElementChild?.textContent).toBe("one");
});

it("takes a long text in while the window goes on, and gives it back by one undo", async () => {
  await userEvent.keyboard("before");
  const sentence = "The record was begun for the boats, not for science. ";
  paste({ "text/plain": `${sentence.repeat(3)}\n\n`.repeat(1000) });
  await expect.poll(() => body().children.length, { timeout: 15_000 }).toBe(1001);
  await userEvent.keyboard("after");
  await expect.poll(() => body().lastElementChild?.textContent).toMatch(/science\. after$/);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(() => body().lastElementChild?.textContent).toMatch(/science\. $/);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toBe("before");
});

it("makes links of what a text links to by title, as part of the paste", async () => {
  paste({
    "text/plain": "# Logs\n\n- see [[One]] and [[Two|the second]]\n- `[[One]]`, ![[a.png]]\n",
  });
  const linked = [
    "# Logs",
    '- see [One](<commonplace:note/n1#title>) and [the second](<commonplace:note/wanted-Two> "Two")\n' +
      "- `[[One]]`, !\\[\\[a.png\\]\\]\n",
  ].join("\n\n");
  await expect.poll(markdown).toBe(linked);
  await userEvent.keyboard("x{Control>}zz{/Control}");
  await expect.poll(shown).toBe("");
  await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await expect.poll(markdown).toBe(linked);
});

it("makes links in a line of words, and goes on behind them", async () => {
  paste({ "text/plain": "As in [[One]]" });
  await expect.poll(markdown).toBe("As in [One](<commonplace:note/n1#title>)\n");
  await userEvent.keyboard(", too");
  await expect.poll(markdown).toBe("As in [One](<commonplace:note/n1#title>), too\n");
});

it("pastes words as they are from the menu, too", async () => {
  await pastePlain();
  await expect.poll(shown).toBe("# One [[One]]");
  expect(blocks()).toBe("P P");
});

const row = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

it("takes in a list and a table of thousands of rows bit by bit, whole and as one step", async () => {
  const items = Array.from({ length: 2_000 }, (_, nth) => `item ${nth} of what the gauge wrote`);
  const rows = Array.from({ length: 600 }, (_, nth) => row([`${nth}`, "high", "water"]));
  const list = `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
  html(
    `<p>Before</p>${list}<p>Between</p><table>${rows.join("")}</table><ol><li>one</li></ol><ol><li>two</li></ol><p>After</p>`,
  );
  await expect.poll(shown).toMatch(/After$/);
  expect(blocks()).toBe("P UL P DIV OL P");
  expect([...body().querySelectorAll("ul > li")].map(({ textContent }) => textContent)).toEqual(
    items,
  );
  expect(body().querySelectorAll("tr").length).toBe(600);
  expect([...body().querySelectorAll("tr")].at(-1)?.textContent).toBe("599highwater");
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(shown).toBe("");
});

it("takes in a long text of Markdown with many lists, one after the other, whole", async () => {
  const lists = Array.from({ length: 300 }, (_, nth) =>
    Array.from({ length: 60 }, (_each, item) => `${nth % 2 ? "-" : "1."} item ${nth} ${item}`).join(
      "\n",
    ),
  );
  paste({ "text/plain": `# Lists\n\n${lists.join("\n\n")}\n\nAfter` });
  await expect.poll(shown, { timeout: 20_000 }).toMatch(/After$/);
  expect(body().querySelectorAll("li").length).toBe(18_000);
});
