import { expect, test } from "vitest";
import { canonicalUrl } from "./canonical-url.ts";

const same = (...addresses: readonly string[]) => new Set(addresses.map(canonicalUrl));

test("spellings of one address are one", () => {
  const found = same(
    "https://www.tideway.example/2015/gauge/",
    "http://tideway.example/2015/gauge",
    "https://tideway.example:443/2015/gauge#notes",
    "https://m.tideway.example/2015//gauge?utm_source=letter&fbclid=1",
    "HTTPS://Tideway.Example/2015/g%61uge/index.html",
  );
  expect([...found]).toEqual(["tideway.example/2015/gauge"]);
});

test("parameters that say what is read stay, in one order", () => {
  expect(canonicalUrl("https://a.example/?p=12&utm_medium=x")).toBe("a.example?p=12");
  expect(same("https://a.example/r?b=2&a=1", "https://a.example/r?a=1&b=2").size).toBe(1);
  expect(same("https://a.example/r?id=1", "https://a.example/r?id=2").size).toBe(2);
});

test("other hosts, paths, cases of a path and ports are other articles", () => {
  const found = same(
    "https://a.example/r",
    "https://b.example/r",
    "https://a.example/R",
    "https://a.example:8080/r",
    "https://a.example/r/2",
    "https://a.example/#/r",
    "https://news.a.example/r",
  );
  expect(found.size).toBe(7);
});

test.each([
  "https://a.example",
  "https://www.a.example/?utm_source=x",
  "https://a.example/index.html#top",
  "https://a.example/#top",
  "mailto:editor@a.example",
  "file:///notes/a.html",
  "block:3",
  "no address",
  "",
])("%s names no article", (address) => {
  expect(canonicalUrl(address)).toBeNull();
});
