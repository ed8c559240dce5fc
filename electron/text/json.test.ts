import { expect, it } from "vitest";
import { parseJson } from "./json.ts";

it("reads a value, and gives nothing for what is no JSON", () => {
  expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(parseJson('{"a":')).toBeNull();
  expect(parseJson("")).toBeNull();
});
