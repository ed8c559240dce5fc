import { expect, test } from "vitest";
import { briefly } from "./remarks.ts";

test("losses are listed without their reasons, those of the same things added up", () => {
  expect(
    briefly([
      "3 scripts were left out.",
      "1 picture was left out: not found beside the file.",
      "1,200 pictures were left out: they are on the web (one.example).",
      "1 piece of hidden text was left out.",
    ]),
  ).toBe("Left out: 3 scripts, 1,201 pictures, 1 piece of hidden text.");
});

test("one and one are two, in the plural", () => {
  expect(briefly(["1 frame was left out (a).", "1 frame was left out (b)."])).toBe(
    "Left out: 2 frames.",
  );
});

test("other sentences keep what happened and lose why", () => {
  expect(
    briefly([
      "2 tables were read as paragraphs, because they hold long texts or lay out the page.",
      "1 comment was left out.",
      "12 links that are no addresses (such as file:) were made plain text.",
      "The file breaks off in the middle; what there is was imported.",
    ]),
  ).toBe(
    "Left out: 1 comment. 2 tables were read as paragraphs. 12 links that are no addresses were made plain text. " +
      "The file breaks off in the middle.",
  );
  expect(briefly([])).toBe("");
});
