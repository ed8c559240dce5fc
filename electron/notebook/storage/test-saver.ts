/**
 * A process that saves to a notebook until it is killed, and says on its output what was acknowledged:
 * `id revision` for each save. Told to restore, it goes back to an earlier version of a note and takes
 * that back, again and again. Run by the durability test with the notebook's folder.
 */
import { openNotebook } from "../notebook.ts";

const [, , folder = "", mode = "save"] = process.argv;
const notebook = openNotebook({ folder, mode: "open" });

if (mode === "hold") {
  process.stdout.write("open\n");
  // Stays until it is killed.
  setInterval(() => undefined, 1_000);
} else if (mode === "restore") {
  const { id } = notebook.notes.create({ title: "Restored" });
  const bodyOf = (word: string) => {
    const children = [{ type: "text", text: `${word} `.repeat(20_000) }];
    return JSON.stringify({ root: { type: "root", children: [{ type: "paragraph", children }] } });
  };
  ["earlier", "later"].forEach((word, base) =>
    notebook.notes.save({ id, base, body: bodyOf(word) }),
  );
  const [kept] = notebook.revisions.list({ note: id }).earlier;
  if (kept === undefined) throw new RangeError("Expected the first text to be kept.");
  for (let base = 2; ; base += 2) {
    notebook.notes.restore({ note: id, revision: kept.revision, base });
    process.stdout.write(`${id} ${base + 1}\n`);
    notebook.history.undo({ group: null });
    process.stdout.write(`${id} ${base + 2}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
} else {
  const ids = Array.from(
    { length: 3 },
    (_, index) => notebook.notes.create({ title: `Note ${index}` }).id,
  );
  for (let revision = 1; ; revision += 1)
    for (const id of ids) {
      const text = `${id} revision ${revision} ${"filler ".repeat(revision % 200)}`;
      const target = { kind: "note", id: ids[revision % ids.length] };
      const children = [
        { type: "text", text },
        { type: "notebook-link", version: 1, target, label: "" },
      ];
      const body = JSON.stringify({
        root: { type: "root", children: [{ type: "paragraph", children }] },
      });
      notebook.notes.save({ id, base: revision - 1, body });
      process.stdout.write(`${id} ${revision}\n`);
      // Lets the output go out, and upkeep have its turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
}
