/**
 * The one command table. The menu bar, the palette, the shortcut sheet, buttons' tooltips and the key
 * dispatcher are all made from it; what a command does is registered by the part of the window that
 * can do it (renderer/commands.ts), or by main for those marked `main`.
 *
 * Plain data without imports, so that the page may load it too.
 */
export type MenuName = "file" | "edit" | "view" | "go" | "note" | "help";

export interface Command {
  readonly id: string;
  readonly label: string;
  /** `Mod` is Command on a Mac and Control elsewhere. Alternatives after the first have no menu hint. */
  readonly keys: readonly string[];
  readonly menu: MenuName;
  /** What must be there for the command to make sense. */
  readonly when: "always" | "notebook" | "article" | "note";
  /** Its keys count only while the focus is in the note; elsewhere they may mean something else. */
  readonly within?: "note";
  /** Its keys do the same in the page without it, and at once: the window leaves them alone. */
  readonly native?: true;
  /** Starts a new group in its menu. */
  readonly separated?: true;
}

const command = <const Id extends string>(
  id: Id,
  label: string,
  menu: MenuName,
  when: Command["when"],
  ...keys: string[]
): Command & { readonly id: Id } => ({ id, label, menu, when, keys });
const separated = <const Id extends string>(first: Command & { readonly id: Id }) =>
  ({ ...first, separated: true }) as const;

const native = <const Id extends string>(own: Command & { readonly id: Id }) =>
  ({ ...own, native: true }) as const;

const inNote = <const Id extends string>(anywhere: Command & { readonly id: Id }) =>
  ({ ...anywhere, within: "note" }) as const;

export const commands = [
  command("notebook.create", "New notebook…", "file", "always"),
  command("notebook.choose", "Open notebook…", "file", "always", "Mod+O"),
  command("notebook.openSample", "Open the sample notebook", "file", "always"),
  command("notebook.close", "Close notebook", "file", "notebook"),
  separated(command("import.files", "Import files…", "file", "notebook", "Mod+Shift+I")),
  command("import.folder", "Import folder…", "file", "notebook"),
  command("import.jobs", "Running imports", "file", "notebook"),
  command("import.answer", "Answer what an import asks", "file", "notebook"),
  command("import.reports", "Import reports", "file", "notebook"),
  separated(command("app.quit", "Quit", "file", "always", "Mod+Q")),

  command("history.undo", "Undo", "edit", "notebook", "Mod+Z"),
  command("history.redo", "Redo", "edit", "notebook", "Mod+Shift+Z", "Mod+Y"),
  native(command("edit.pastePlain", "Paste and match style", "edit", "notebook", "Mod+Shift+V")),
  separated(command("reader.copyQuote", "Copy with its source", "edit", "article")),
  command("reader.copyWords", "Copy the words only", "edit", "notebook", "Mod+Shift+C"),
  command("note.copyMarkdown", "Copy as Markdown", "edit", "note"),
  command("reader.sendToNote", "Send to note…", "edit", "article", "Mod+Shift+N"),
  command("reader.sentenceNotes", "Notes that use this sentence", "edit", "article"),
  separated(
    command(
      "clip.startEarlier",
      "Start the clip a word earlier",
      "edit",
      "article",
      "Alt+Shift+ArrowUp",
    ),
  ),
  command(
    "clip.startLater",
    "Start the clip a word later",
    "edit",
    "article",
    "Alt+Shift+ArrowDown",
  ),
  command(
    "clip.endEarlier",
    "End the clip a word earlier",
    "edit",
    "article",
    "Alt+Shift+ArrowLeft",
  ),
  command("clip.endLater", "End the clip a word later", "edit", "article", "Alt+Shift+ArrowRight"),
  command(
    "clip.startSentenceEarlier",
    "Start the clip a sentence earlier",
    "edit",
    "article",
    "Mod+Alt+Shift+ArrowUp",
  ),
  command(
    "clip.startSentenceLater",
    "Start the clip a sentence later",
    "edit",
    "article",
    "Mod+Alt+Shift+ArrowDown",
  ),
  command(
    "clip.endSentenceEarlier",
    "End the clip a sentence earlier",
    "edit",
    "article",
    "Mod+Alt+Shift+ArrowLeft",
  ),
  command(
    "clip.endSentenceLater",
    "End the clip a sentence later",
    "edit",
    "article",
    "Mod+Alt+Shift+ArrowRight",
  ),
  separated(command("reader.find", "Find in article", "edit", "article", "Mod+F")),
  command("search.open", "Search everything", "edit", "notebook", "Mod+Shift+F"),
  command("history.open", "Recent changes", "edit", "notebook", "Mod+Alt+Z"),
  command("library.filter", "Filter the list", "edit", "notebook", "Mod+Alt+F"),

  command("view.library", "Show or hide library", "view", "notebook", "Mod+\\"),
  command("view.notes", "Show or hide notes", "view", "notebook", "Mod+."),
  command("view.margin", "Show or hide clips in the margin", "view", "article", "Mod+Shift+M"),
  command("view.focus", "Focus on one pane", "view", "notebook", "Mod+Shift+D"),
  separated(command("view.light", "Light theme", "view", "always")),
  command("view.dark", "Dark theme", "view", "always"),
  command("view.system", "Theme of the system", "view", "always"),
  separated(command("view.textLarger", "Larger reading text", "view", "article", "Mod+Alt+=")),
  command("view.textSmaller", "Smaller reading text", "view", "article", "Mod+Alt+-"),
  // Plus is a key of its own on some keyboards and Shift with another on others.
  separated(command("view.zoomIn", "Zoom in", "view", "always", "Mod+=", "Mod++", "Mod+Shift++")),
  command("view.zoomOut", "Zoom out", "view", "always", "Mod+-"),
  command("view.zoomReset", "Actual size", "view", "always", "Mod+0"),
  command("view.fullScreen", "Full screen", "view", "always", "F11"),

  command("palette.open", "Go to anything", "go", "notebook", "Mod+K"),
  command("palette.commands", "All commands", "go", "always", "Mod+Shift+P"),
  separated(command("go.back", "Back", "go", "notebook", "Alt+ArrowLeft", "Mod+[")),
  command("go.forward", "Forward", "go", "notebook", "Alt+ArrowRight", "Mod+]"),
  separated(command("clips.nextAttention", "Next clip that needs you", "go", "notebook", "Mod+J")),
  separated(command("go.library", "Go to library", "go", "notebook", "Mod+1")),
  command("go.reader", "Go to reader", "go", "notebook", "Mod+2"),
  command("go.notes", "Go to note", "go", "notebook", "Mod+3"),
  command("go.nextPane", "Next pane", "go", "notebook", "F6"),
  command("go.previousPane", "Previous pane", "go", "notebook", "Shift+F6"),
  separated(command("reader.caret", "Caret browsing in the article", "go", "article", "F7")),
  command("reader.outline", "Outline of the article", "go", "article", "Mod+Shift+O"),

  command("note.create", "New note", "note", "notebook", "Mod+N"),
  command("note.rename", "Rename note", "note", "note", "F2"),
  command("note.aliases", "Other names of the note…", "note", "note"),
  command("note.history", "History of the note", "note", "note", "Mod+Alt+H"),
  command("note.delete", "Move note to trash", "note", "note"),
  command("note.checkQuotes", "Check quotes", "note", "note", "Shift+F7"),
  separated(inNote(command("note.find", "Find in note", "note", "note", "Mod+F"))),
  inNote(command("note.replace", "Find and replace in note", "note", "note", "Mod+H")),
  inNote(command("note.link", "Link to a note or article", "note", "note")),
  inNote(command("note.embed", "Embed note", "note", "note")),
  inNote(command("note.cite", "Cite article", "note", "note")),
  inNote(command("note.footnote", "Footnote", "note", "note", "Mod+Alt+F")),
  inNote(command("note.callout", "Callout", "note", "note")),
  inNote(command("note.moveUp", "Move lines up", "note", "note", "Alt+ArrowUp")),
  inNote(command("note.moveDown", "Move lines down", "note", "note", "Alt+ArrowDown")),
  inNote(command("note.outline", "Outline of the note", "note", "note", "Mod+Shift+O")),
  separated(command("verify.document", "Check a document’s quotations…", "note", "notebook")),
  separated(command("article.edit", "Edit details…", "note", "article", "Mod+Shift+E")),
  command("article.tag", "Add tag…", "note", "article", "Mod+Shift+T"),
  command("article.versions", "Versions of the article", "note", "article"),
  command("article.compareVersions", "Compare versions", "note", "article"),
  command("article.showOriginal", "Show original", "note", "article"),
  command("article.exportOriginal", "Export original…", "note", "article"),
  separated(command("article.delete", "Move article to trash", "note", "article")),

  command("help.shortcuts", "Keyboard shortcuts", "help", "always", "F1"),
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]["id"];
