/** The editor of a note: all its features put together. Needs no window, so that it can be tested. */
import {
  $defaultShouldInsertAfter,
  buildEditorFromExtensions,
  ClickAfterLastBlockExtension,
  configExtension,
  HorizontalRuleExtension,
  NormalizeTripleClickSelectionExtension,
} from "@lexical/extension";
import { $isCodeNode } from "@lexical/code";
import { HistoryExtension } from "@lexical/history";
import {
  $createParagraphNode,
  $getRoot,
  defineExtension,
  type LexicalEditorWithDispose,
} from "lexical";
import { BlockKindExtension } from "./blocks/block-kind.ts";
import { BlockStartExtension } from "./blocks/block-start.ts";
import { CalloutsExtension } from "./blocks/callouts.ts";
import { CaretExtension } from "./caret.ts";
import { CitationsExtension } from "./links/citations.ts";
import { CiteMenuExtension, type CiteMenuConfig } from "./links/cite-menu.ts";
import { ClipQuoteExtension } from "./quotes/clip-quote.ts";
import { CodeHighlightingExtension } from "./blocks/code-highlighting.ts";
import { CodeKeysExtension } from "./blocks/code-keys.ts";
import { FootnotesExtension } from "./blocks/footnotes.ts";
import { FormatStateExtension } from "./format-state.ts";
import { ImagesExtension, type AddImage } from "./blocks/images.ts";
import { LinkMenuExtension, type LinkMenuConfig } from "./links/link-menu.ts";
import { ListsExtension } from "./blocks/lists.ts";
import { MarkdownExtension } from "./markdown.ts";
import { MathExtension } from "./blocks/math.ts";
import { MoveLinesExtension } from "./blocks/move-lines.ts";
import { NoteEmbedExtension, type EmbedConfig } from "./blocks/note-embed.ts";
import { NotebookLinkExtension } from "./links/notebook-link.ts";
import { PasteLinksExtension } from "./paste/paste-links.ts";
import { PlainTypingExtension } from "./plain-typing.ts";
import { PasteExtension } from "./paste/paste.ts";
import { SealExtension } from "./quotes/seal.ts";
import { TablesExtension } from "./blocks/tables.ts";
import type { Clips, Titles } from "./links/targets.ts";
import { TypedTableExtension } from "./blocks/typed-table.ts";
import { TypedQuotesExtension, type TypedQuotesConfig } from "./quotes/typed-quotes.ts";
import { TypedBracketsExtension } from "./links/typed-brackets.ts";
import { WebLinkExtension } from "./links/web-link.ts";

/** What an editor needs of the notebook around it. */
export interface NoteSurroundings {
  /** The id of the note; empty for none of the notebook's. */
  readonly note: string;
  readonly titles: Titles;
  readonly clips: Clips;
  readonly links: LinkMenuConfig;
  /** Left out where nothing is cited. */
  readonly citations?: CiteMenuConfig;
  /** Left out where nothing of other notes is shown. */
  readonly embeds?: EmbedConfig;
  readonly addImage: AddImage;
  /** Left out where nothing that is typed is looked up. */
  readonly quotations?: TypedQuotesConfig;
}

/** As many steps can be undone in a sitting; each keeps only what changed. */
const undoDepth = 1_000;

const classes = {
  code: "note-code",
  hr: "note-rule",
  hrSelected: "note-rule-selected",
  quote: "note-blockquote",
  text: {
    code: "note-inline-code",
    highlight: "note-marked",
    strikethrough: "note-strike",
    underline: "note-underline",
    underlineStrikethrough: "note-underline-strike",
  },
};

/** A body that is not a note's. Nothing of it was opened, so nothing of it may be saved over. */
export class UnreadableNote extends Error {}

/**
 * Makes an editor with a note's body in it; an empty body is a note never written in. Throws
 * {@link UnreadableNote} when the body is not one that this version understands.
 */
export function createNoteEditor(
  body: string,
  surroundings: NoteSurroundings,
  onError: (error: Error) => void,
): LexicalEditorWithDispose {
  const editor = buildEditorFromExtensions(
    defineExtension({
      name: "commonplace/note",
      namespace: "commonplace-note",
      theme: classes,
      // While the body is read, an error means that it is unreadable.
      onError: (error) => {
        if (reading) throw new UnreadableNote(error.message, { cause: error });
        onError(error);
      },
      $initialEditorState: null,
      dependencies: [
        configExtension(NotebookLinkExtension, {
          titles: surroundings.titles,
          note: surroundings.note,
        }),
        configExtension(ClipQuoteExtension, { clips: surroundings.clips }),
        configExtension(LinkMenuExtension, surroundings.links),
        configExtension(CiteMenuExtension, surroundings.citations ?? {}),
        configExtension(NoteEmbedExtension, surroundings.embeds ?? {}),
        configExtension(PasteLinksExtension, {
          want: surroundings.links.want,
          onFailure: surroundings.links.onFailure,
        }),
        configExtension(ImagesExtension, { addImage: surroundings.addImage }),
        configExtension(TypedQuotesExtension, surroundings.quotations ?? {}),
        configExtension(HistoryExtension, { maxDepth: undoDepth }),
        configExtension(ClickAfterLastBlockExtension, {
          $shouldInsertAfter: (node) => $defaultShouldInsertAfter(node) || $isCodeNode(node),
        }),
        BlockKindExtension,
        BlockStartExtension,
        CalloutsExtension,
        CaretExtension,
        CitationsExtension,
        CodeHighlightingExtension,
        CodeKeysExtension,
        FootnotesExtension,
        FormatStateExtension,
        HorizontalRuleExtension,
        ListsExtension,
        MarkdownExtension,
        MathExtension,
        MoveLinesExtension,
        NormalizeTripleClickSelectionExtension,
        PasteExtension,
        PlainTypingExtension,
        SealExtension,
        TablesExtension,
        TypedBracketsExtension,
        TypedTableExtension,
        WebLinkExtension,
      ],
    }),
  );
  let reading = true;
  try {
    fill(editor, body);
  } catch (error) {
    editor.dispose();
    if (error instanceof UnreadableNote) throw error;
    throw new UnreadableNote(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  } finally {
    reading = false;
  }
  return editor;
}

function fill(editor: LexicalEditorWithDispose, body: string): void {
  if (body === "") {
    editor.update(() => void $getRoot().clear().append($createParagraphNode()), {
      discrete: true,
      tag: "history-merge",
    });
    return;
  }
  const state = editor.parseEditorState(body);
  if (state.isEmpty()) throw new UnreadableNote("Expected a note's body to have blocks");
  editor.setEditorState(state, { tag: "history-merge" });
}

/** The body as it is stored. */
export function bodyOf(editor: LexicalEditorWithDispose): string {
  return JSON.stringify(editor.getEditorState().toJSON());
}
