import { createHeadlessEditor } from "@lexical/headless";
import { CodeNode } from "@lexical/code";
import { LinkNode } from "@lexical/link";
import { ListItemNode, ListNode } from "@lexical/list";
import { HeadingNode, QuoteNode } from "@lexical/rich-text";
import { $getRoot } from "lexical";
import { expect, test } from "vitest";
import { readNoteBody } from "../electron/text/notes/note-body.ts";
import { noteBody, splitTitle, type Names } from "./note-markdown.ts";

const names: Names = {
  target(title) {
    if (title === "Nowhere") throw new RangeError("Nothing is called Nowhere");
    return { kind: title.startsWith("A ") ? "article" : "note", id: `id of ${title}` };
  },
  clip: (key) => `clip ${key}`,
};

test("the editor takes plain Markdown and gives back the same JSON", () => {
  const editor = createHeadlessEditor({
    nodes: [HeadingNode, QuoteNode, ListNode, ListItemNode, LinkNode, CodeNode],
    onError(error) {
      throw error;
    },
  });
  const body = noteBody(
    [
      "## Heading",
      "One **strong** and *soft* `code` [place](https://example.com/).",
      "- first\n- second",
      "1. one\n2. two",
      "- [ ] open\n- [x] done",
      "> Said.",
    ].join("\n\n"),
    names,
  );
  const state = editor.parseEditorState(body);
  expect(state.toJSON()).toEqual(JSON.parse(body));
  expect(state.read(() => $getRoot().getTextContent()).split(/\n+/)).toEqual([
    "Heading",
    "One strong and soft code place.",
    "first",
    "second",
    "one",
    "two",
    "open",
    "done",
    "Said.",
  ]);
});

test("double brackets become links, and a line of its own a quote", () => {
  const body = noteBody(
    "See [[The stud]], **[[A pen|the pen]]** and [[^mason|it]].\n\n![[mason]]\n",
    names,
  );
  expect(readNoteBody(body)?.references.map(({ target, words }) => [target.id, words])).toEqual([
    ["id of The stud", ""],
    ["id of A pen", "the pen"],
    ["clip mason", "it"],
    ["clip mason", ""],
  ]);
});

test("an unknown name is refused", () => {
  expect(() => noteBody("[[Nowhere]]", names)).toThrow("Nowhere");
});

test("the title is the first heading", () => {
  expect(splitTitle("# The stud\n\nA button.")).toEqual({
    title: "The stud",
    markdown: "A button.",
  });
  expect(() => splitTitle("A button.")).toThrow(RangeError);
});
