/** An open note as it is shown: tools, title, text. The editor is the session's; it is lent a place. */
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { COMMAND_PRIORITY_EDITOR, mergeRegister, type LexicalCommand, type NodeKey } from "lexical";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { call } from "../api.ts";
import { runCommand, useCommand } from "../commands.ts";
import { useNavigation } from "../navigation.ts";
import { CALLOUT_COMMAND } from "./blocks/callouts.ts";
import { markdownOf } from "./copy-markdown.ts";
import { tellBlockSize } from "./blocks/block-size.ts";
import { FindBar } from "./find/find-bar.tsx";
import { FOOTNOTE_COMMAND } from "./blocks/footnotes.ts";
import { ImageDialog } from "./blocks/image-dialog.tsx";
import { DESCRIBE_IMAGE_COMMAND, REFUSED_COMMAND } from "./blocks/images.ts";
import { CitationPopover } from "./links/citation-popover.tsx";
import { OPEN_CITE_MENU_COMMAND } from "./links/cite-menu.ts";
import { headingOf, headingWish } from "./links/heading-wish.ts";
import { OPEN_EMBED_MENU_COMMAND, OPEN_LINK_MENU_COMMAND } from "./links/link-menu.ts";
import { CiteMenuView, LinkMenuView, WhichTargetView } from "./links/link-menu-view.tsx";
import { clipsForPassages } from "./quotes/notebook-passages.ts";
import { MathDialog } from "./blocks/math-dialog.tsx";
import { EDIT_FORMULA_COMMAND } from "./blocks/math.ts";
import { MOVE_LINES_COMMAND } from "./blocks/move-lines.ts";
import { NoteAliases } from "./note-aliases.tsx";
import { NoteStatus } from "./note-status.tsx";
import { NoteTrouble } from "./note-trouble.tsx";
import type { NoteSession } from "./note-session.ts";
import { openFromNote } from "./links/open-from-note.ts";
import { OPEN_TARGET_COMMAND } from "./links/open-target.ts";
import { PICTURES_LEFT_OUT_COMMAND } from "./paste/paste.ts";
import { registerPassageDrop } from "./quotes/quote-drop.ts";
import { registerPassagePaste } from "./quotes/quote-transfer.ts";
import { SealPopover } from "./quotes/seal-popover.tsx";
import { SealSummary } from "./quotes/seal-summary.tsx";
import { Previews } from "./links/previews.tsx";
import { TitleField } from "./title-field.tsx";
import { Toolbar } from "./toolbar.tsx";
import { TypedQuotesView } from "./quotes/typed-quotes-view.tsx";
import { OPEN_ADDRESS_COMMAND } from "./links/web-link.ts";

export interface NoteViewProps {
  readonly session: NoteSession;
  readonly readOnly: boolean;
  /** Grows with every wish to name the note. */
  readonly renameWish: number;
  /** Reads the note again, without what is written here. */
  readonly onReload: () => void;
  readonly footer: ReactNode;
}

export function NoteView({ session, readOnly, renameWish, onReload, footer }: NoteViewProps) {
  const { editor } = session;
  const root = useRef<HTMLDivElement>(null);
  const navigation = useNavigation();
  const [finding, setFinding] = useState<Finding | null>(null);
  const find = (replacing: boolean) =>
    setFinding((last) => ({
      replacing: !readOnly && (replacing || (last?.replacing ?? false)),
      asked: (last?.asked ?? 0) + 1,
    }));
  useCommand("note.find", () => find(false));
  useCommand("note.replace", () => find(true));
  useCommand("note.footnote", () => {
    if (!readOnly) editor.dispatchCommand(FOOTNOTE_COMMAND, undefined);
  });
  // The menus hang at the caret, and close when the focus is elsewhere.
  const atCaret = (command: LexicalCommand<void>) => {
    if (!readOnly) editor.focus(() => void editor.dispatchCommand(command, undefined));
  };
  useCommand("note.link", () => atCaret(OPEN_LINK_MENU_COMMAND));
  useCommand("note.embed", () => atCaret(OPEN_EMBED_MENU_COMMAND));
  useCommand("note.cite", () => atCaret(OPEN_CITE_MENU_COMMAND));
  useCommand("note.callout", () => {
    if (!readOnly) editor.dispatchCommand(CALLOUT_COMMAND, undefined);
  });
  const move = (direction: "up" | "down") => {
    if (!readOnly) editor.dispatchCommand(MOVE_LINES_COMMAND, direction);
  };
  useCommand("note.moveUp", () => move("up"));
  useCommand("note.moveDown", () => move("down"));
  useCommand("note.copyMarkdown", () => {
    const { markdown, isPart } = markdownOf(editor);
    call("clipboard.write", { text: markdown }).then(
      () =>
        navigation.announce(
          isPart ? "Copied the selection as Markdown" : "Copied the note as Markdown",
        ),
      (error: unknown) =>
        navigation.announce(error instanceof Error ? error.message : String(error)),
    );
  });
  const [described, setDescribed] = useState<NodeKey | null>(null);
  const [formula, setFormula] = useState<NodeKey | null>(null);
  useEffect(() => {
    const ask = (show: (key: NodeKey) => void) => (key: NodeKey) => {
      if (!readOnly) show(key);
      return true;
    };
    return mergeRegister(
      editor.registerCommand(DESCRIBE_IMAGE_COMMAND, ask(setDescribed), COMMAND_PRIORITY_EDITOR),
      editor.registerCommand(EDIT_FORMULA_COMMAND, ask(setFormula), COMMAND_PRIORITY_EDITOR),
    );
  }, [editor, readOnly]);
  useOpening(session);
  usePassages(editor);
  useEffect(() => {
    // Measured while there is nothing in it that would have to be laid out for that.
    const width = root.current?.clientWidth ?? 0;
    editor.setRootElement(root.current);
    if (root.current) tellBlockSize(root.current, width);
    return () => editor.setRootElement(null);
  }, [editor]);
  // After the text has its place, in which the heading is looked for.
  useHeadingWish(session);
  useEffect(() => editor.setEditable(!readOnly), [editor, readOnly]);

  return (
    <div className="note-pane">
      {readOnly ? null : <Toolbar editor={editor} />}
      {finding ? (
        <FindBar
          editor={editor}
          {...finding}
          readOnly={readOnly}
          onReplacing={() => find(true)}
          onClose={() => {
            setFinding(null);
            editor.focus();
          }}
          onSaid={(sentence) => navigation.announce(sentence)}
        />
      ) : null}
      <div className="note-scroll">
        <NoteTrouble session={session} onReload={onReload} />
        <TitleField
          session={session}
          readOnly={readOnly}
          wish={renameWish}
          onLeave={() => editor.focus(undefined, { defaultSelection: "rootStart" })}
        />
        <NoteAliases note={session.id} readOnly={readOnly} />
        <SealSummary editor={editor} />
        <div
          ref={root}
          className="note-body"
          data-pane-focus=""
          role="textbox"
          aria-multiline="true"
          aria-label="Text of the note"
          aria-readonly={readOnly}
          tabIndex={0}
          contentEditable={!readOnly}
          suppressContentEditableWarning
          spellCheck={false}
        />
      </div>
      <LinkMenuView editor={editor} />
      <CiteMenuView editor={editor} />
      <WhichTargetView editor={editor} />
      <CitationPopover editor={editor} />
      {readOnly ? null : <TypedQuotesView editor={editor} />}
      {formula === null ? null : (
        <MathDialog
          editor={editor}
          formula={formula}
          onClose={() => {
            setFormula(null);
            editor.focus();
          }}
        />
      )}
      <Previews editor={editor} />
      {described === null ? null : (
        <ImageDialog
          editor={editor}
          image={described}
          onClose={() => {
            setDescribed(null);
            editor.focus();
          }}
        />
      )}
      <SealPopover editor={editor} readOnly={readOnly} />
      {footer}
      <NoteStatus editor={editor} />
    </div>
  );
}

interface Finding {
  readonly replacing: boolean;
  /** Grows each time the person asks to find. */
  readonly asked: number;
}

/** Takes passages that are pasted and dropped. */
function usePassages(editor: NoteSession["editor"]): void {
  const navigation = useNavigation();
  useEffect(() => {
    const tell = (message: string) => navigation.announce(message);
    return mergeRegister(
      registerPassagePaste(editor, clipsForPassages, tell),
      registerPassageDrop(editor, clipsForPassages, tell),
    );
  }, [editor, navigation]);
}

/** Goes to the heading that a link led to, or says that it is gone. */
function useHeadingWish({ id, editor }: NoteSession): void {
  const navigation = useNavigation();
  const wish = useSignalValue(headingWish);
  useEffect(() => {
    const root = editor.getRootElement();
    if (wish?.note !== id || !root) return;
    headingWish.value = null;
    const heading = headingOf(root, wish);
    if (heading) heading.scrollIntoView({ block: "start" });
    else navigation.announce(`The heading “${wish.words}” is not in this note any more`);
  }, [wish, id, editor, navigation]);
}

/** Answers what the text asks of the window. */
function useOpening({ editor }: NoteSession): void {
  const navigation = useNavigation();
  useEffect(
    () =>
      mergeRegister(
        editor.registerCommand(
          OPEN_TARGET_COMMAND,
          ({ focus = false, ...target }) => {
            openFromNote(target, navigation);
            if (focus && target.kind !== "note") runCommand("go.reader");
            return true;
          },
          COMMAND_PRIORITY_EDITOR,
        ),
        editor.registerCommand(
          OPEN_ADDRESS_COMMAND,
          (url) => {
            call("link.open", { url }).catch((error: unknown) => {
              navigation.announce(error instanceof Error ? error.message : String(error));
            });
            return true;
          },
          COMMAND_PRIORITY_EDITOR,
        ),
        editor.registerCommand(
          REFUSED_COMMAND,
          (reason) => {
            navigation.announce(reason);
            return true;
          },
          COMMAND_PRIORITY_EDITOR,
        ),
        editor.registerCommand(
          PICTURES_LEFT_OUT_COMMAND,
          (count) => {
            navigation.announce(
              count === 1
                ? "A picture in what you pasted lies elsewhere: only a link to it came in"
                : `${count} pictures in what you pasted lie elsewhere: only links to them came in`,
            );
            return true;
          },
          COMMAND_PRIORITY_EDITOR,
        ),
      ),
    [editor, navigation],
  );
}
