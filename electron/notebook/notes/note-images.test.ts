import { expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { addNote, codeFrom, newNotebook } from "../test-notebook.ts";

const png = Uint8Array.from("\x89PNG\r\n\x1a\n and the rest", (each) => each.charCodeAt(0));

test("a picture is kept once, whichever notes it is put into, and found by its hash", async () => {
  const notebook = newNotebook();
  const [one, two] = [addNote(notebook, "One"), addNote(notebook, "Two")];
  const { hash } = await notebook.noteImages.add(one, png);
  expect(await notebook.noteImages.add(two, png)).toEqual({ hash });
  expect(await notebook.noteImages.add(one, png)).toEqual({ hash });
  const image = notebook.files.image(hash);
  expect(image?.type).toBe("image/png");
  expect(new Uint8Array(await readFile(image?.path ?? ""))).toEqual(png);
  expect((await notebook.check()).checked.files).toBe(1);
});

test("what is no picture is refused, and so is a note that is not there", async () => {
  const notebook = newNotebook();
  const note = addNote(notebook, "One");
  const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
  expect(await codeFrom(() => notebook.noteImages.add(note, svg))).toBe("bad-request");
  expect(await codeFrom(() => notebook.noteImages.add("unknown", png))).toBe("not-found");
});
