import { expect, test } from "vitest";
import { briefly } from "../text/quotes/remarks.ts";
import { became, flattenedTables, leftOut, namesOf } from "./losses.ts";

test("losses are told with a number in digits, and not at all when there are none", () => {
  expect(leftOut(0, "script")).toEqual([]);
  expect(leftOut(1, "script")).toEqual(["1 script was left out."]);
  expect(leftOut(1_200, "picture", { why: "not found beside the file" })).toEqual([
    "1,200 pictures were left out: not found beside the file.",
  ]);
  expect(became(2, "link to another file", "made plain text", "links to other files")).toEqual([
    "2 links to other files were made plain text.",
  ]);
});

test("what is told can be added up", () => {
  const told = [
    ...leftOut(2, "picture", { why: "one reason" }),
    ...leftOut(1, "picture", { why: "another" }),
    ...leftOut(1, "frame of the page", { many: "frames of the page", why: "a.example, b.example" }),
    ...flattenedTables(1),
  ];
  expect(briefly(told)).toBe(
    "Left out: 3 pictures, 1 frame of the page. 1 table was read as paragraphs.",
  );
});

test("names are told once each, and no more than fit", () => {
  expect(namesOf(["a", "b", "a"], 3)).toBe("a, b");
  expect(namesOf(["a", "b", "c", "d"], 3)).toBe("a, b, c, …");
});
