/** Says of a citation where in the work it points, and whether its author is named. */
import { getExtensionDependencyFromEditor } from "@lexical/extension";
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import type { Target } from "../../../electron/api.ts";
import { authorAndYear } from "../../../electron/text/citation.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { CitationsExtension, closeCitation } from "./citations.ts";
import { OPEN_CITE_MENU_COMMAND } from "./cite-menu.ts";
import { locatorKinds, withLocatorKind } from "./locator.ts";
import { $isNotebookLinkNode, type CitationWords } from "./notebook-link.ts";
import { OPEN_TARGET_COMMAND } from "./open-target.ts";
import { notebookTitles, titleKey } from "./targets.ts";
import "./citation-popover.css";

/** Between the citation and the popover, and between that and the edge of the window; px. */
const gap = 6;

/** Shows what can be said of the citation that is being changed; nothing while there is none. */
export function CitationPopover({ editor }: { readonly editor: LexicalEditor }) {
  const { editing } = getExtensionDependencyFromEditor(editor, CitationsExtension).output;
  const key = useSignalValue(editing);
  const citation = key === null ? null : citationAt(editor, key);
  if (key === null || citation === null) return null;
  return createPortal(
    <Form
      key={key}
      editor={editor}
      node={key}
      citation={citation}
      onClose={() => closeCitation(editor)}
    />,
    document.body,
  );
}

interface Citation {
  readonly target: Target;
  readonly said: CitationWords;
}

function citationAt(editor: LexicalEditor, key: NodeKey): Citation | null {
  return editor.getEditorState().read(() => {
    const node = $getNodeByKey(key);
    if (!$isNotebookLinkNode(node) || !node.isCitation()) return null;
    return { target: node.getTarget(), said: node.getCitation() };
  });
}

interface FormProps {
  readonly editor: LexicalEditor;
  readonly node: NodeKey;
  readonly citation: Citation;
  readonly onClose: () => void;
}

function Form({ editor, node, citation, onClose }: FormProps) {
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState(citation.said);
  const say = (words: Partial<CitationWords>) => setSaid((last) => ({ ...last, ...words }));
  const apply = () => {
    onClose();
    const now = citationAt(editor, node);
    const next = {
      locator: said.locator.trim(),
      prefix: said.prefix.trim(),
      suffix: said.suffix.trim(),
      authorless: said.authorless,
    };
    // What says the same is no step to be undone.
    if (now === null || JSON.stringify(next) === JSON.stringify(now.said)) return;
    editor.update(
      () => {
        const cited = $getNodeByKey(node);
        if ($isNotebookLinkNode(cited)) cited.setCitation(next);
      },
      { discrete: true },
    );
  };
  /** Back into the text, behind the citation. */
  const leave = () =>
    editor.update(() => void $getNodeByKey(node)?.selectNext(0, 0), {
      onUpdate: () => editor.focus(),
    });
  useLayoutEffect(() => {
    const element = editor.getElementByKey(node);
    if (panel.current && element) place(panel.current, element);
    field.current?.select();
  }, [editor, node]);
  useLeaving(panel, apply);
  const onKeyDown = (event: KeyboardEvent) => {
    const isDone = event.key === "Enter" && event.target instanceof HTMLInputElement;
    if (event.key !== "Escape" && !isDone) return;
    event.preventDefault();
    event.stopPropagation();
    if (isDone) apply();
    else onClose();
    leave();
  };
  const known = notebookTitles.peek(titleKey(citation.target));
  return (
    // Enter and Escape end it wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={panel}
      className="citation-popover"
      role="dialog"
      aria-label="Citation"
      onKeyDown={onKeyDown}
    >
      <p className="citation-title">{known?.title || "Untitled"}</p>
      <p className="citation-who">{known?.citation ? authorAndYear(known.citation) : ""}</p>
      <div className="citation-place">
        <TextField
          ref={field}
          label="Page, chapter or section"
          placeholder="Page, chapter or section"
          value={said.locator}
          onChange={(locator) => say({ locator })}
          autoFocus
        />
        <div className="citation-kinds" role="group" aria-label="What is counted">
          {locatorKinds.map(({ sign, label }) => (
            <button
              key={sign}
              type="button"
              className="citation-kind"
              title={label}
              onClick={() => {
                say({ locator: withLocatorKind(said.locator, sign) });
                field.current?.focus();
              }}
            >
              {sign}
            </button>
          ))}
        </div>
      </div>
      <div className="citation-around">
        <TextField
          label="Before it"
          placeholder="Before it: see, cf."
          value={said.prefix}
          onChange={(prefix) => say({ prefix })}
        />
        <TextField
          label="After it"
          placeholder="After it: and passim"
          value={said.suffix}
          onChange={(suffix) => say({ suffix })}
        />
      </div>
      <label className="citation-author">
        <input
          type="checkbox"
          checked={said.authorless}
          onChange={(event) => say({ authorless: event.currentTarget.checked })}
        />
        Leave out the author
      </label>
      <div className="citation-actions">
        <Button
          variant="quiet"
          onPress={() => {
            apply();
            editor.dispatchCommand(OPEN_TARGET_COMMAND, { ...citation.target, focus: true });
          }}
        >
          Open article
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            apply();
            editor.update(() => void $getNodeByKey(node)?.selectNext(0, 0), {
              onUpdate: () =>
                editor.focus(() => editor.dispatchCommand(OPEN_CITE_MENU_COMMAND, undefined)),
            });
          }}
        >
          Add another
        </Button>
        <Button
          variant="primary"
          onPress={() => {
            apply();
            leave();
          }}
        >
          Done
        </Button>
      </div>
    </div>
  );
}

/** Whoever clicks or steps elsewhere has finished: what was said holds. */
function useLeaving(panel: { readonly current: HTMLElement | null }, apply: () => void): void {
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });
  useEffect(() => {
    const away = new AbortController();
    const { signal } = away;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && panel.current?.contains(target) !== true) latest.current();
    };
    window.addEventListener("pointerdown", leave, { capture: true, signal });
    window.addEventListener("focusin", leave, { capture: true, signal });
    return () => away.abort();
  }, [panel]);
}

/** Puts it under the citation, or over it where there is more room. */
function place(panel: HTMLElement, citation: HTMLElement): void {
  // A citation may run over two lines: it belongs to where it begins.
  const line = citation.getClientRects()[0] ?? citation.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const last = citation.getBoundingClientRect().bottom;
  const below = window.innerHeight - last - gap;
  const isBelow = below >= height || below >= line.top;
  const left = Math.min(line.left, window.innerWidth - width - gap);
  panel.style.left = `${Math.max(gap, left)}px`;
  panel.style.top = isBelow ? `${last + gap}px` : `${Math.max(gap, line.top - gap - height)}px`;
}
