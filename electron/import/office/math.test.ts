import { expect, test } from "vitest";
import { mathMl, wordMath } from "./math.ts";
import { parseXml } from "../xml-tree.ts";

const none: ReadonlyMap<string, string> = new Map();
const tree = (xml: string): ReturnType<typeof parseXml> => parseXml(Buffer.from(xml), none);
const r = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
const math = (body: string): string => wordMath(tree(`<m:oMath>${body}</m:oMath>`));

test.each([
  [`<m:f><m:num>${r("a+b")}</m:num><m:den>${r("c")}</m:den></m:f>`, "(a+b)/c"],
  [`<m:sSup><m:e>${r("e")}</m:e><m:sup>${r("iπ")}</m:sup></m:sSup>${r("+1=0")}`, "e^iπ+1=0"],
  [
    `<m:sSubSup><m:e>${r("x")}</m:e><m:sub>${r("n+1")}</m:sub><m:sup>${r("2")}</m:sup></m:sSubSup>`,
    "x_(n+1)^2",
  ],
  [`<m:rad><m:deg/><m:e>${r("y")}</m:e></m:rad>`, "√(y)"],
  [
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r("k=0")}</m:sub><m:sup>${r("n")}</m:sup><m:e>${r("k")}</m:e></m:nary>`,
    "∑_(k=0)^n k",
  ],
  [`<m:nary><m:sub/><m:sup/><m:e>${r("x")}</m:e></m:nary>`, "∫ x"],
  [
    `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${r("a")}</m:e></m:d>`,
    "[a]",
  ],
  [
    `<m:m><m:mr><m:e>${r("1")}</m:e><m:e>${r("0")}</m:e></m:mr><m:mr><m:e>${r("0")}</m:e><m:e>${r("1")}</m:e></m:mr></m:m>`,
    "[1, 0; 0, 1]",
  ],
  [
    `${r("a")}<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>cos</m:t></m:r>${r("x")}${r("y")}<m:func><m:fName>${r("ln")}</m:fName><m:e>${r("z")}</m:e></m:func>`,
    "a cos xy ln z",
  ],
  [`<w:del>${r("gone")}</w:del>${r("kept")}`, "kept"],
])("an equation of Word becomes a line: %#", (body, line) => {
  expect(math(body)).toBe(line);
});

test("an equation in MathML becomes a line, without its notes", () => {
  const xml = `<math><semantics><mrow><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mo>=</mo><msqrt><msub><mi>x</mi><mi>k</mi></msub></msqrt><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover></mrow><annotation>{a+b} over c</annotation></semantics></math>`;
  expect(mathMl(tree(xml))).toBe("(a+b)/c=√(x_k)∑_i^n");
});

test("nested beyond every depth it keeps its signs", () => {
  const deep = `${"<m:f><m:num>".repeat(90)}${r("x")}${"</m:num></m:f>".repeat(90)}`;
  expect(math(deep)).toContain("x");
});

test("the name of a function stands apart from the letters around it", () => {
  const xml = "<math><mi>a</mi><mo>cos</mo><mi>x</mi><mi>y</mi><mo>+</mo><mi>sin</mi></math>";
  expect(mathMl(tree(xml))).toBe("a cos xy+sin");
});
