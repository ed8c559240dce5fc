/** `commonplace show` of a note, as a script meets it: the real process on a real notebook. */
import { execFile } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { openNotebook } from "./notebook/notebook.ts";
import { addArticle, clipWords, newFolder } from "./notebook/test-notebook.ts";
import { markdownToNote } from "./text/notes/note-markdown/note-markdown.ts";

const cli = path.join(import.meta.dirname, "cli.ts");

test("writes a note as words, as Markdown and as JSON, and says when there is neither", async () => {
  const root = newFolder();
  const folder = path.join(root, "Harbour");
  const notebook = openNotebook({ folder, mode: "create" });
  const article = await addArticle(notebook, ["The light was lit. Nobody saw it."], {
    byline: ["Survey Office"],
    published: "1935",
  });
  const { id: quote } = clipWords(notebook, article, "The light was lit.");
  const { id: note } = notebook.notes.create({ title: "On the light" });
  const body = markdownToNote(
    `It was so [](<commonplace:article/${article.id}?cite#title>).\n\n> [¶](<commonplace:quote/${quote}>)`,
  );
  notebook.notes.save({ id: note, base: 0, body });
  notebook.close();
  const run = (...words: readonly string[]) =>
    new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>(
      (resolve) => {
        const env = { ...process.env, COMMONPLACE_USER_DATA: path.join(root, "user") };
        const args = [cli, "show", "--notebook", folder, ...words];
        execFile(process.execPath, args, { env }, (error, out, err) =>
          resolve({ code: error?.code ?? 0, out, err }),
        );
      },
    );

  expect((await run(note)).out).toBe(
    "On the light\n\nIt was so (Survey Office 1935).\nThe light was lit.\n",
  );
  const { out: markdown } = await run(note, "--markdown");
  expect(markdown).toBe(
    `It was so [(Survey Office 1935)](<commonplace:article/${article.id}?cite#title>).\n\n> The light was lit. [¶](<commonplace:quote/${quote}>)\n`,
  );
  const json: unknown = JSON.parse((await run(note, "--json")).out);
  expect(json).toMatchObject({ id: note, title: "On the light", markdown });
  expect(markdownToNote(markdown)).toBe(body);
  const wrong = await run(article.id, "--markdown");
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("note")]);
  expect((await run("nothing")).err).toContain("There is no article or note");
});
