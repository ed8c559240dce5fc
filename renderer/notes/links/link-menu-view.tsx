/** Draws the menu of `[[` at the caret. The focus stays in the text; this only shows what it means. */
import { getExtensionDependencyFromEditor } from "@lexical/extension";
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { FileText, Globe, Hash, Newspaper, Plus, Quote } from "lucide-react";
import type { LexicalEditor, NodeKey } from "lexical";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Suggestion } from "../../../electron/api.ts";
import { formatIfDay, joinParts } from "../../ui/format.ts";
import { Segments, segmentsOf } from "../../ui/segments.tsx";
import { CiteMenuExtension } from "./cite-menu.ts";
import { LinkMenuExtension } from "./link-menu.ts";
import type { LinkRow } from "./link-rows.ts";
import { WhichTargetExtension } from "./which-target.ts";

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;
const icons = {
  note: <FileText {...icon} />,
  article: <Newspaper {...icon} />,
  clip: <Quote {...icon} />,
} as const;
const listId = "note-link-menu";
/** Between the line of the caret and the menu, and between the menu and the edge of the window; px. */
const gap = 6;

/** The menu of `[[` and of `![[`. */
export function LinkMenuView({ editor }: { readonly editor: LexicalEditor }) {
  const menu = getExtensionDependencyFromEditor(editor, LinkMenuExtension).output;
  const state = useSignalValue(menu.state);
  return (
    <Menu
      editor={editor}
      label={state?.embed ? "Embed" : "Link to"}
      state={state}
      onChoose={menu.choose}
      onActivate={menu.activate}
    />
  );
}

/** The menu of `@`. */
export function CiteMenuView({ editor }: { readonly editor: LexicalEditor }) {
  const menu = getExtensionDependencyFromEditor(editor, CiteMenuExtension).output;
  const state = useSignalValue(menu.state);
  return (
    <Menu
      editor={editor}
      label="Cite"
      state={state}
      onChoose={menu.choose}
      onActivate={menu.activate}
    />
  );
}

/** What else a link that was closed by hand may point to. */
export function WhichTargetView({ editor }: { readonly editor: LexicalEditor }) {
  const menu = getExtensionDependencyFromEditor(editor, WhichTargetExtension).output;
  const state = useSignalValue(menu.state);
  return (
    <Menu
      editor={editor}
      label="Which one"
      state={state}
      onChoose={menu.choose}
      onActivate={menu.activate}
    />
  );
}

interface ShownMenu {
  readonly rows: readonly LinkRow[];
  readonly active: number;
  readonly text: NodeKey;
  readonly start: number;
  /** Where in what is cited. */
  readonly locator?: string;
  /** What is said over the rows. */
  readonly head?: string;
}

interface MenuProps {
  readonly editor: LexicalEditor;
  readonly label: string;
  readonly state: ShownMenu | null;
  readonly onChoose: (row: number) => void;
  readonly onActivate: (row: number) => void;
}

function Menu({ state, ...props }: MenuProps) {
  useMenuOf(props.editor, state);
  if (!state || state.rows.length === 0) return null;
  return createPortal(<Rows {...props} state={state} />, document.body);
}

/** Tells assistive technology that the text steers a list, and which row is the active one. */
function useMenuOf(editor: LexicalEditor, state: ShownMenu | null): void {
  const active =
    state && state.active >= 0 && state.active < state.rows.length ? state.active : null;
  useEffect(() => {
    const root = editor.getRootElement();
    if (!root || active === null) return;
    root.setAttribute("aria-haspopup", "listbox");
    root.setAttribute("aria-controls", listId);
    root.setAttribute("aria-activedescendant", `${listId}-${active}`);
    return () => {
      for (const name of ["aria-haspopup", "aria-controls", "aria-activedescendant"]) {
        root.removeAttribute(name);
      }
    };
  }, [editor, active]);
}

interface RowsProps extends MenuProps {
  readonly state: ShownMenu;
}

function Rows({ editor, label, state, onChoose, onActivate }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { text, start } = state;
  // What tells these apart needs the room.
  const isWide = state.locator !== undefined || state.head !== undefined;
  const [scrolled, setScrolled] = useState(0);
  useEffect(() => {
    const again = () => setScrolled((count) => count + 1);
    window.addEventListener("scroll", again, { capture: true, passive: true });
    window.addEventListener("resize", again);
    return () => {
      window.removeEventListener("scroll", again, { capture: true });
      window.removeEventListener("resize", again);
    };
  }, []);
  useLayoutEffect(() => {
    const element = editor.getElementByKey(text);
    if (list.current && element) place(list.current, element, start);
  }, [editor, text, start, state.rows, scrolled]);
  useLayoutEffect(() => {
    list.current
      ?.querySelector("[aria-selected='true']")
      ?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [state.active]);
  return (
    <div ref={list} className="note-link-menu" data-wide={isWide ? "" : undefined}>
      {state.head === undefined ? null : (
        <p className="note-link-head" role="status">
          {state.head}
        </p>
      )}
      <div id={listId} role="listbox" aria-label={label}>
        {state.rows.map((row, index) => (
          // The keys are those of the text, where the focus is.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={keyOf(row)}
            id={`${listId}-${index}`}
            role="option"
            className="note-link-row"
            aria-selected={index === state.active}
            onPointerMove={() => onActivate(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
          >
            <Row row={row} locator={state.locator} isWide={isWide} />
          </div>
        ))}
      </div>
    </div>
  );
}

function keyOf(row: LinkRow): string {
  if (row.kind !== "target") return row.kind;
  const { kind, id, heading = "", matches } = row.suggestion;
  return `${kind}:${id}#${heading}${String(matches)}`;
}

interface RowProps {
  readonly row: LinkRow;
  readonly locator: string | undefined;
  readonly isWide: boolean;
}

function Row({ row, locator, isWide }: RowProps) {
  if (row.kind === "create") {
    return (
      <>
        <Plus {...icon} />
        <span className="note-link-words">New note “{row.title}”</span>
        <small>⇧ Enter</small>
      </>
    );
  }
  if (row.kind === "address") {
    return (
      <>
        <Globe {...icon} />
        <span className="note-link-words">{row.url}</span>
        <small>web link</small>
      </>
    );
  }
  const { kind, title, heading, alias, matches } = row.suggestion;
  return (
    <>
      {heading === undefined ? icons[kind] : <Hash {...icon} />}
      <span className="note-link-words">
        <Segments segments={segmentsOf(heading ?? alias ?? (title || "Untitled note"), matches)} />
        {locator ? `, ${locator}` : null}
      </span>
      <small>{isWide ? plainDetailOf(row.suggestion) : detailOf(row.suggestion)}</small>
    </>
  );
}

/** A day as one says it; anything else as it is. */
function detailOf({ kind, detail, heading, alias }: Suggestion): string {
  if (heading !== undefined || alias !== undefined) return detail;
  const said = formatIfDay(detail);
  return kind === "article" ? said : joinParts([kind, said]);
}

/** The detail alone; nothing where the title begins with it, for want of an author. */
function plainDetailOf({ title, detail }: Suggestion): string {
  const [begun = ""] = title.split("…");
  return title.includes("…") && detail.startsWith(begun) ? "" : formatIfDay(detail);
}

/** Puts the menu under the brackets, or over them where there is more room. */
function place(menu: HTMLElement, element: HTMLElement, start: number): void {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element;
  const range = document.createRange();
  range.setStart(words, Math.min(start, words.textContent?.length ?? 0));
  const caret = document.getSelection()?.focusNode;
  const from = range.getBoundingClientRect();
  const line = caret && element.contains(caret) ? lineOfCaret() : from;
  const { width, height } = menu.getBoundingClientRect();
  const below = window.innerHeight - line.bottom - gap;
  const fits = below >= height || below >= line.top;
  const left = Math.min(from.left, window.innerWidth - width - gap);
  menu.style.left = `${Math.max(gap, left)}px`;
  menu.style.top = fits ? `${line.bottom + gap}px` : `${Math.max(gap, line.top - gap - height)}px`;
}

function lineOfCaret(): DOMRect {
  const selection = document.getSelection();
  const rects = selection?.rangeCount ? selection.getRangeAt(0).getClientRects() : null;
  return rects?.[0] ?? new DOMRect();
}
