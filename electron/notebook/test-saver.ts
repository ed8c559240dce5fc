/**
 * A process that saves to a notebook until it is killed, and says on its output what was acknowledged:
 * `id revision` for each save. Run by the durability test with the notebook's folder.
 */
import { openNotebook } from "./notebook.ts";

const [, , folder = "", mode = "save"] = process.argv;
const notebook = openNotebook({ folder, mode: "open" });

if (mode === "hold") {
  process.stdout.write("open\n");
  // Stays until it is killed.
  setInterval(() => undefined, 1_000);
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
