/** Text formats made to hurt their reader: depth, floods, huge numbers, files of the computer. */
import { attack, deep, nested, often, type Attack } from "./attack-fixture.ts";

/** In a fixed order. */
export function textAttacks(): readonly Attack[] {
  return [...onMarkup(), ...onMail(), ...onRtf(), ...onData()];
}

function onMarkup(): readonly Attack[] {
  const html = (what: string, body: () => string): Attack => attack(what, "page.html", body);
  const md = (what: string, text: () => string): Attack => attack(what, "note.md", text);
  const jats = (body: string): string =>
    `<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "x.dtd"><article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body>${body}</body></article>`;
  return [
    ...["div", "b", "ul><li", "table><tr><td", "blockquote", "svg", "template", "a"].map((tag) =>
      html(`nested <${tag}>`, () => `<body>${nested(`<${tag}>`, `</${tag.split(">")[0]}>`)}`),
    ),
    html("tags that never end", () => `<p>word ${"<a href='x' ".repeat(often)}`),
    html("comments that never end", () => `<p>word</p>${"<!-- ".repeat(often)}`),
    html("attributes without end", () => `<p ${"a=1 ".repeat(often)}>word</p>`),
    html("entities without end", () => `<p>${"&amp".repeat(often)}&#99999999999;&#x110000;</p>`),
    html(
      "a table of a billion cells",
      () => `<table>${"<tr><td rowspan=65534 colspan=1000>a<td>b".repeat(2_000)}</table>`,
    ),
    html(
      "metadata that is nested",
      () => `<script type="application/ld+json">${"[".repeat(deep)}</script><p>word</p>`,
    ),
    html(
      "files of the computer",
      () =>
        `<p>word <img src="file:///dev/zero"><img src="/dev/random"><img src="../../../../etc/passwd"><img src="\\\\host\\share\\x.png"><base href="file:///"></p>`,
    ),
    html(
      "spaces without end",
      () => `<p>word${" ".repeat(2_000_000)}\n${"\t\n".repeat(500_000)}x</p>`,
    ),
    ...[
      "> ",
      "- ",
      "1. ",
      "*",
      "_",
      "[",
      "![",
      "<",
      "`",
      "~~",
      "|",
      "[^",
      "\\",
      "&",
      "# ",
      "a@",
      "[x](",
      "**a ",
    ].map((sign) => md(`Markdown of ${sign}`, () => `${sign.repeat(deep)}word`)),
    md("a list that steps in for ever", () =>
      Array.from({ length: 3_000 }, (_, n) => `${" ".repeat(n * 2)}- word`).join("\n"),
    ),
    md(
      "front matter that multiplies",
      () =>
        `---\na: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
          .split("")
          .map((key, n) => `${key}: &${key} [${Array(9).fill(`*${"abcdefghi"[n]}`).join(",")}]`)
          .join("\n")}\ntitle: *j\n---\nword`,
    ),
    md("front matter that is nested", () => `---\ntitle: ${"[".repeat(deep)}\n---\nword`),
    md("front matter that never ends", () => `---\n${"a: b\n".repeat(often)}`),
    attack("nested sections", "a.xml", () => jats(nested("<sec>", "</sec>", "<p>word</p>"))),
    attack("entities that multiply", "a.xml", () =>
      jats("<p>&b;</p>").replace(
        '"x.dtd">',
        '"x.dtd" [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
      ),
    ),
    attack("an entity that is a file", "a.xml", () =>
      jats("<p>&b;</p>").replace('"x.dtd">', '"x.dtd" [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    ),
    attack("one line without end", "a.txt", () => "lorem ipsum ".repeat(2_000_000)),
    attack("lines without end", "a.txt", () => "a\n".repeat(1_000_000)),
    attack("one word without end", "a.txt", () => "a".repeat(5_000_000)),
    attack("combining marks without end", "a.txt", () => `e${"\u0301".repeat(500_000)} word`),
    attack("joined signs without end", "a.txt", () => `${"\u{1f468}\u200d".repeat(300_000)} word`),
  ];
}

function onMail(): readonly Attack[] {
  const mail = (headers: string, body: string): string =>
    `From: a@b.example\r\nTo: c@d.example\r\nSubject: Kiln\r\nDate: Tue, 9 Mar 2021 18:04:11 +0100\r\nMIME-Version: 1.0\r\n${headers}\r\n${body}`;
  const saved = (body: string, more = ""): string =>
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n${more}\r\n${body}`;
  const parts = (n: number): string =>
    Array.from(
      { length: n },
      (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary="b${at + 1}"\r\n\r\n`,
    ).join("");
  return [
    attack("parts within parts", "a.eml", () =>
      mail('Content-Type: multipart/mixed; boundary="b0"\r\n', parts(20_000)),
    ),
    attack("parts without end", "a.eml", () =>
      mail('Content-Type: multipart/mixed; boundary="b"\r\n', "--b\r\n\r\nword\r\n".repeat(often)),
    ),
    attack(
      "mails within mails",
      "a.eml",
      () =>
        mail("", "").repeat(1).replace("\r\n\r\n", "\r\n") +
        "Content-Type: message/rfc822\r\n\r\n".repeat(20_000) +
        "word",
    ),
    attack("headers without end", "a.eml", () => mail("X-A: b\r\n".repeat(often), "word")),
    attack("a header folded without end", "a.eml", () =>
      mail(`X-A: b${"\r\n\tc".repeat(deep)}\r\n`, "word"),
    ),
    attack("a subject of encoded words", "a.eml", () =>
      mail("", "word").replace("Kiln", "=?utf-8?Q?=41?= ".repeat(often)),
    ),
    attack("an address of brackets", "a.eml", () =>
      mail("", "word").replace("a@b.example", `${"(".repeat(deep)}a@b.example`),
    ),
    attack("frames that hold themselves", "a.mhtml", () =>
      saved(
        '--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n<p>word<iframe src="https://a.example/"></iframe></p>\r\n--b--',
      ),
    ),
    attack("parts without end", "a.mhtml", () =>
      saved("--b\r\nContent-Type: text/html\r\n\r\n<p>word</p>\r\n".repeat(often)),
    ),
    attack("parts of the computer", "a.mhtml", () =>
      saved(
        '--b\r\nContent-Type: text/html\r\nContent-Location: file:///etc/passwd\r\n\r\n<p>word<img src="file:///dev/zero"></p>\r\n--b--',
      ),
    ),
    attack("an edge without a part", "a.mhtml", () => saved("--b".repeat(often))),
  ];
}

function onRtf(): readonly Attack[] {
  const rtf = (what: string, body: () => string): Attack =>
    attack(what, "a.rtf", () => `{\\rtf1\\ansi ${body()}}`);
  return [
    rtf("groups within groups", () => nested("{\\b ", "}")),
    rtf("notes within notes", () => nested("{\\footnote ", "}")),
    rtf("fields within fields", () => nested("{\\field{\\fldrslt ", "}}")),
    rtf("tables within tables", () => nested("\\trowd\\itap2\\intbl ", "\\nestcell\\nestrow ")),
    rtf(
      "huge numbers",
      () =>
        `\\li99999999999\\fs99999999\\ilvl999999999\\u99999999999 ?\\cellx2147483648\\bin-5 word\\'zz\\'`,
    ),
    rtf(
      "cells without end",
      () => `\\trowd${"\\cellx1".repeat(often)}${"\\intbl a\\cell".repeat(often)}\\row`,
    ),
    rtf("rows without end", () => "\\trowd\\cellx9\\intbl a\\cell\\row ".repeat(often)),
    rtf(
      "styles in a circle",
      () => `{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 b;}}\\s1 word`,
    ),
    rtf("a picture without end", () => `word{\\pict\\pngblip ${"89504e47".repeat(500_000)}}`),
    rtf("links without end", () =>
      '{\\field{\\*\\fldinst HYPERLINK "https://a.example"}{\\fldrslt a}}'.repeat(often),
    ),
    rtf("lists without end", () => "{\\listtext 1.\\tab}\\ls1\\ilvl8 a\\par ".repeat(often)),
  ];
}

function onData(): readonly Attack[] {
  return [
    attack("nested JSON", "a.json", () => "[".repeat(deep)),
    attack("nested JSON objects", "a.json", () => '{"a":'.repeat(deep)),
    attack(
      "huge numbers",
      "a.json",
      () =>
        '[{"id":"a","type":"article-journal","title":"T","issued":{"date-parts":[[1e400,-1,99]]},"__proto__":{"x":1}}]',
    ),
    attack("nested braces", "a.bib", () => `@article{a, title = {${nested("{", "}")}}}`),
    attack(
      "strings in a circle",
      "a.bib",
      () => "@string{a = b # b}\n@string{b = a # a}\n@article{x, title = a}",
    ),
    attack("entries without end", "a.bib", () => "@article{x,title={T}}\n".repeat(5_000)),
    attack("an entry that never ends", "a.bib", () => `@article{x, title = {${"a ".repeat(often)}`),
    attack(
      "lines without end",
      "a.ris",
      () => `TY  - JOUR\n${"AU  - A, B\n".repeat(often)}ER  - \n`,
    ),
    attack("entries without end", "a.ris", () => "TY  - JOUR\nTI  - T\nER  - \n".repeat(20_000)),
    attack("lines without end", "a.nbib", () => `PMID- 1\n${"AU  - A\n".repeat(often)}`),
    attack(
      "nested elements",
      "a.rdf",
      () =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${nested("<a>", "</a>")}</rdf:RDF>`,
    ),
    attack(
      "entities that multiply",
      "a.rdf",
      () =>
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x>&b;</x></rdf:RDF>',
    ),
  ];
}
