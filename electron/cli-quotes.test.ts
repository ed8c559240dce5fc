/** `commonplace quotes` as a script meets it: the real process on a real notebook. */
import { execFile } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { addArticle, addNote, clipWords, newFolder } from "./notebook/test-notebook.ts";
import { openNotebook } from "./notebook/notebook.ts";

const cli = path.join(import.meta.dirname, "cli.ts");

test("lists the quotes that are not verbatim, and fails only for what is altered", async () => {
  const root = newFolder();
  const folder = path.join(root, "Harbour");
  const notebook = openNotebook({ folder, mode: "create" });
  const article = await addArticle(notebook, ["The light was lit. Nobody saw it."]);
  const { id: quote } = clipWords(notebook, article, "The light was lit.");
  const altered = { quote, words: "The light was not lit." };
  const note = addNote(notebook, "On the light", [{ quote }], [altered]);
  const marked = addNote(notebook, "Cut", [{ quote, words: "The light […] lit." }]);
  notebook.close();
  const run = (...words: readonly string[]) =>
    new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>(
      (resolve) => {
        const env = { ...process.env, COMMONPLACE_USER_DATA: path.join(root, "user") };
        const args = [cli, "quotes", "--notebook", folder, ...words];
        execFile(process.execPath, args, { env }, (error, out, err) =>
          resolve({ code: error?.code ?? 0, out, err }),
        );
      },
    );

  const found = await run("--json", note);
  expect(found.code).toBe(1);
  expect(JSON.parse(found.out)).toMatchObject({
    note,
    index: 1,
    state: "altered",
    exact: "The light was lit.",
  });
  const said = await run(note);
  expect(said.out).toContain("On the light: The light was {+not+} lit.");
  expect(said.out).toContain("2 quotes: 1 verbatim, 1 altered");
  const cut = await run(marked);
  expect([cut.code, cut.out]).toEqual([0, expect.stringContaining("marked edit")]);
  expect((await run()).out).toContain("3 quotes: 1 verbatim, 1 marked, 1 altered");
  expect((await run("nothing")).err).toContain("There is no note");
});
