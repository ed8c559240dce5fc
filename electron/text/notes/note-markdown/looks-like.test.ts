import { expect, test } from "vitest";
import { looksLikeMarkdown } from "./looks-like.ts";

test.each([
  "# Tides\n\nThe gauge stood still.",
  "- one\n- two",
  "1. one\n2. two",
  "see **this** one",
  "see [the log](https://a.example/)",
  "| a | b |\n| --- | --- |",
  "```js\nlet a;\n```",
  "> [!tip]\n> Look",
  "- [ ] to do",
  "a `b` and *c*",
])("takes %j for Markdown", (text) => {
  expect(looksLikeMarkdown(text)).toBe(true);
});

test.each([
  "The gauge stood still.\n\nNobody saw it.",
  "It cost $5 - or 6 * 7 - on 1. May.",
  "# a comment\nimport os\n# another\nprint(2 ** 3)",
  "int main(int argc, char **argv) { return **argv; }",
  "- a remark in passing",
  "a == b && c == d",
  "[1] and [2]",
  "snake_case and __init__",
])("takes %j for plain words", (text) => {
  expect(looksLikeMarkdown(text)).toBe(false);
});
