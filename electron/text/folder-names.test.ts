import { expect, test } from "vitest";
import { folderNames } from "./folder-names.ts";

test("folders below the chosen one are named, the outermost first", () => {
  expect(folderNames("saved/History/Tides/one.html")).toEqual(["History", "Tides"]);
  expect(folderNames("saved\\History\\one.html")).toEqual(["History"]);
});

test("the chosen folder, the file itself and archives are no names", () => {
  expect(folderNames("one.html")).toEqual([]);
  expect(folderNames("saved/one.html")).toEqual([]);
  expect(folderNames("saved/old.zip/Letters/one.html")).toEqual(["Letters"]);
});
