import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText, verbatim } from "./bibtex-latex.ts";

test.each([
  ["The {RNA} of {\\'E}mile", "The RNA of Émile"],
  [
    "G{\\\"o}del, \\'etude, fa\\c{c}ade, gar\\c con, \\v{S}koda",
    "Gödel, étude, façade, garçon, Škoda",
  ],
  ["{\\ss} {\\o} {\\AA} \\aa \\l{}", "ß ø Å å ł"],
  ["50\\% of R\\&D, a\\_b, \\#1", "50% of R&D, a_b, #1"],
  ["50% of it", "50% of it"],
  ["50% of {\\'e}t{\\'e}", "50% of été"],
  ["``quoted'' --- 1--2~m", "“quoted” — 1–2 m"],
  ["\\emph{E. coli} and {\\em others}", "E. coli and others"],
  ["\\textbf{a} \\textit{b} \\textsc{c}", "a b c"],
  ["H$_2$O, $x^2$ and \\textsuperscript{13}C", "H₂O, x² and ¹³C"],
  ["$\\alpha$-helix, \\(\\beta\\)", "α-helix, β"],
  ["a < b | c > d in $n < m$", "a < b | c > d in n < m"],
  ["$\\mathcal{O}(n \\log n)$", "O(n log n)"],
  ["\\LaTeX\\ and {\\TeX}", "LaTeX and TeX"],
  ["see \\url{https://a.example/x_y}", "see https://a.example/x_y"],
  ["\\href{https://a.example/}{the page}", "the page"],
  ["\\unknown{kept} words", "kept words"],
  ["costs \\$5 {\\'a}", "costs $5 á"],
  ["one\n  line", "one line"],
  ["one\n\n  two {\\'e}", "one\ntwo é"],
])("%j reads %j", (latex, text) => {
  expect(plainText(latex)).toBe(text);
});

test.each(["$x", "a } b \\'e", "{{{ \\'e", "\\", "\\'", "x \\verb|{|", "\\begin{a}"])(
  "%j, which does not hold together, loses its commands and keeps its words",
  (latex) => {
    const words = latex.match(/(?<![\\{a-z])[a-z]\b/g) ?? [];
    for (const word of words) expect(plainText(latex)).toContain(word);
  },
);

test("nothing that is written as LaTeX takes long or fails", () => {
  const started = process.cpuUsage();
  for (const latex of [
    "{".repeat(100_000),
    "\\emph{".repeat(5_000) + "}".repeat(5_000),
    "$".repeat(50_001),
    "\\'".repeat(50_000),
    "{\\'e}".repeat(50_000),
    " ".repeat(200_000) + "\\",
  ])
    plainText(latex);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from("\\{}$ ab'\"^_%~&")) }),
      (latex) => {
        expect(plainText(latex)).not.toMatch(/[\ue000-\ue003]/);
      },
    ),
  );
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
});

test.each([
  ["https://a.example/a\\_b?x=1\\&y=2\\%20", "https://a.example/a_b?x=1&y=2%20"],
  ["\\url{https://a.example/}", "https://a.example/"],
  ["https://a.example/{\\textasciitilde}ann", "https://a.example/~ann"],
  ["10.1000/a{\\_}b", "10.1000/a_b"],
])("%j is not LaTeX: %j", (field, text) => {
  expect(verbatim(field)).toBe(text);
});
