import { expect, test } from "vitest";
import { areForCommandLine, argumentsOf } from "./arguments.ts";
import { commands, type Command } from "./commands.ts";

test("no two commands have the same id or the same keys in the same place", () => {
  const all: readonly Command[] = commands;
  const ids = all.map((each) => each.id);
  const keys = all.flatMap((each) => each.keys.map((key) => `${each.within ?? ""} ${key}`));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test("no command takes keys that belong to text", () => {
  const text = ["Mod+C", "Mod+X", "Mod+V", "Mod+A", "Mod+B", "Mod+U", "Enter", "Escape", "Tab"];
  const keys: readonly string[] = commands.flatMap((each) => each.keys);
  expect(keys.filter((each) => text.includes(each))).toEqual([]);
});

test("words after the program's name are told apart from files to open", () => {
  expect(areForCommandLine(["import", "a.txt"])).toBe(true);
  expect(areForCommandLine(["--help"])).toBe(true);
  expect(areForCommandLine(["import.txt"])).toBe(false);
  expect(areForCommandLine([])).toBe(false);
});

test("files are resolved from the folder they were named in, and switches are left aside", () => {
  expect(argumentsOf(["--no-sandbox", "b.html", "/c.md"], "/a")).toEqual(["/a/b.html", "/c.md"]);
});
