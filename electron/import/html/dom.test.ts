import { expect, test } from "vitest";
import { readBlocks } from "./blocks.ts";
import { parseDocument } from "./dom.ts";

const texts = (html: string): readonly string[] =>
  readBlocks(parseDocument(html).document.body).flatMap(({ block }) =>
    "text" in block ? [block.text] : [],
  );

test.each([
  ["a page in a page", "<!doctype html><html>\n<html><head></head><body><p>One</p></body></html>"],
  [
    "a page in an envelope of its own",
    "<FILING>\n<TITLE>Tides</TITLE>\n<HTML><BODY><p>One</p></BODY></HTML></FILING>",
  ],
  ["two pages in a row", "<html><body><p>One</p></body></html><html><body></body></html>"],
  ["text in front of the page", "<div>One</div><html><body></body></html>"],
  ["text behind the page", "<html><body></body></html><p>One</p>"],
  ["text before the first tag", "One<html><body></body></html>"],
])("%s keeps its text", (_, html) => {
  expect(texts(html)).toEqual(["One"]);
});

test("a page that is put together again keeps its language and its title", () => {
  const { document } = parseDocument(
    `<html lang="fr"><head><title>Marées</title></head><body class="a"><p>Un</p></body></html><p>Deux</p>`,
  );
  expect(document.documentElement.getAttribute("lang")).toBe("fr");
  expect(document.body.getAttribute("class")).toBe("a");
  expect(document.querySelector("title")?.textContent).toBe("Marées");
  expect(readBlocks(document.body).map(({ block }) => block)).toMatchObject([
    { text: "Un" },
    { text: "Deux" },
  ]);
});

test("a script behind the page leaves it as it is", () => {
  const html = "<html><head></head><body><p>One</p></body></html>\n<script>count()</script>";
  expect(texts(html)).toEqual(["One"]);
});

test("a page whose first tag is cut off is read as far as it goes", () => {
  expect(texts(`<html lang="en`)).toEqual([]);
  expect(texts(`<p>One</p><html lang="en><body class='a>`)).toEqual(["One"]);
});
