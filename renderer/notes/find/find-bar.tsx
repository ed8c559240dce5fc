/** Finding words in the open note, and putting others in their place. */
import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from "lucide-react";
import { $createRangeSelection, $setSelection, type LexicalEditor } from "lexical";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { findAll, firstFrom, fold, isWholeWords } from "../../../electron/text/find-words.ts";
import type { Span } from "../../../electron/text/sentences.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { countOf, formatNumber } from "../../ui/format.ts";
import { TextField } from "../../ui/text-field.tsx";
import { unfoldAround } from "../blocks/callouts.ts";
import {
  $pointsOf,
  isOwnText,
  isWithinBlock,
  offsetOf,
  rangeOf,
  staticRangeOf,
  type ShownText,
} from "./note-text.ts";
import { replaceSpans } from "./replace.ts";
import { useShownText } from "../use-shown-text.ts";
import "./find.css";

export interface FindBarProps {
  readonly editor: LexicalEditor;
  readonly replacing: boolean;
  /** Whether the note can only be read, so that nothing may be replaced. */
  readonly readOnly: boolean;
  /** Changes each time the person asks to find, to put them back into the field. */
  readonly asked: number;
  readonly onReplacing: () => void;
  readonly onClose: () => void;
  /** Says what was done. */
  readonly onSaid: (sentence: string) => void;
}

/** Matches painted on either side of the current one: more would be slow and none could be told apart. */
const painted = 1_000;
const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** The bar under the tools: Enter and F3 go on, with Shift back, Escape leaves the match selected. */
export function FindBar(props: FindBarProps) {
  const { editor, replacing, readOnly, asked, onReplacing, onClose, onSaid } = props;
  const { shown, catchUp } = useShownText(editor);
  const [start] = useState(() => startOf(shown));
  const [query, setQuery] = useState(start.words);
  const [replacement, setReplacement] = useState("");
  const [matchCase, setMatchCase] = useState(false);
  const [whole, setWhole] = useState(false);
  /** Where to look on from. */
  const [from, setFrom] = useState(start.offset);
  const field = useRef<HTMLInputElement>(null);

  const folded = useMemo(() => fold(shown.text, matchCase), [shown, matchCase]);
  const matches = useMemo(() => {
    const all = findAll(folded, query).filter((span) => isWithinBlock(shown, span));
    return whole ? all.filter((span) => isWholeWords(shown.text, span)) : all;
  }, [folded, query, whole, shown]);
  const at = matches.length === 0 ? -1 : firstFrom(matches, from);
  const current = matches[at] ?? null;

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => paint(shown, matches, at), [shown, matches, at]);
  useEffect(() => {
    const range = current && rangeOf(shown, current);
    if (range) unfoldAround(editor, range.startContainer);
    reveal(range);
    // Only another match is scrolled to, not the same one whenever the note is typed into.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [query, from]);

  const go = (by: 1 | -1) => {
    if (at < 0) return;
    const next = matches[(at + by + matches.length) % matches.length];
    if (next) setFrom(next.start);
  };
  const close = () => {
    if (current) select(editor, shown, current);
    onClose();
  };
  const replaceOne = () => {
    if (!current) return;
    if (replaceSpans(editor, shown, [current], replacement) === 1)
      setFrom(current.start + replacement.length);
    else go(1);
  };
  const replaceAll = () => {
    const replaced = replaceSpans(editor, shown, matches, replacement);
    onSaid(replacedSentence(replaced, matches.length - replaced));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isField = event.target instanceof HTMLInputElement;
    if (event.key === "F3" || (event.key === "Enter" && event.target === field.current))
      go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && isField) replaceOne();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const sealed = current !== null && replacing && !isOwnText(editor, shown, current);

  return (
    // Keys of the fields and of the buttons beside them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="note-find" aria-label="Find in note" onKeyDown={onKeyDown} onFocus={catchUp}>
      <div className="note-find-row">
        <TextField
          ref={field}
          label="Find in note"
          placeholder="Find in note"
          value={query}
          onChange={setQuery}
        />
        <IconButton
          label="Match case"
          pressed={matchCase}
          icon={<CaseSensitive {...icon} />}
          onPress={() => setMatchCase(!matchCase)}
        />
        <IconButton
          label="Whole words"
          pressed={whole}
          icon={<WholeWord {...icon} />}
          onPress={() => setWhole(!whole)}
        />
        <output className="note-find-count">{countText(query, at, matches.length)}</output>
        <IconButton
          label="Previous match"
          icon={<ChevronUp {...icon} />}
          isDisabled={at < 0}
          onPress={() => go(-1)}
        />
        <IconButton
          label="Next match"
          icon={<ChevronDown {...icon} />}
          isDisabled={at < 0}
          onPress={() => go(1)}
        />
        <IconButton label="Close" icon={<X {...icon} />} onPress={close} />
      </div>
      {readOnly ? null : replacing ? (
        <div className="note-find-row">
          <TextField
            label="Replace with"
            placeholder="Replace with"
            value={replacement}
            onChange={setReplacement}
          />
          <Button isDisabled={current === null || sealed} onPress={replaceOne}>
            Replace
          </Button>
          <Button isDisabled={at < 0} onPress={replaceAll}>
            Replace all
          </Button>
        </div>
      ) : (
        <Button variant="quiet" onPress={onReplacing}>
          Replace…
        </Button>
      )}
      {sealed ? (
        <p className="note-find-hint" role="status">
          These words belong to a quote or a link, which replacing never changes.
        </p>
      ) : null}
    </search>
  );
}

/** What to look for at first and from where: the words that are selected, the place of the caret. */
function startOf(shown: ShownText): { readonly words: string; readonly offset: number } {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (!range) return { words: "", offset: 0 };
  const offset = offsetOf(shown, range.startContainer, range.startOffset);
  const words = range.toString();
  const isInNote = shown.pieces.some(({ node }) => node === range.startContainer);
  return { words: isInNote && !words.includes("\n") && words.length < 100 ? words : "", offset };
}

function paint(shown: ShownText, matches: readonly Span[], at: number): () => void {
  const highlight = (spans: readonly Span[]) =>
    new Highlight(...spans.flatMap((span) => staticRangeOf(shown, span) ?? []));
  const found = highlight(matches.slice(Math.max(0, at - painted), at + painted));
  const current = highlight(matches.slice(Math.max(0, at), at + 1));
  current.priority = 1;
  CSS.highlights.set("note-find", found);
  CSS.highlights.set("note-find-current", current);
  return () => {
    if (CSS.highlights.get("note-find") === found) CSS.highlights.delete("note-find");
    if (CSS.highlights.get("note-find-current") === current)
      CSS.highlights.delete("note-find-current");
  };
}

/** Scrolls to a place unless it is in sight. */
function reveal(range: Range | null): void {
  const element = range?.startContainer.parentElement;
  const scroller = element?.closest(".note-scroll");
  if (!range || !element || !scroller) return;
  const isInSight = () => {
    const { top, bottom } = range.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    return top >= room.top && bottom <= room.bottom;
  };
  if (!isInSight()) element.scrollIntoView({ block: "center" });
  // Within a paragraph taller than the pane.
  if (!isInSight()) {
    const room = scroller.getBoundingClientRect();
    scroller.scrollBy(0, range.getBoundingClientRect().top - room.top - room.height / 3);
  }
}

/** Selects a match in the text, which gets the focus. */
function select(editor: LexicalEditor, shown: ShownText, span: Span): void {
  editor.update(
    () => {
      const points = $pointsOf(shown, span);
      if (!points) return;
      const selection = $createRangeSelection();
      selection.anchor.set(points[0].key, points[0].offset, "text");
      selection.focus.set(points[1].key, points[1].offset, "text");
      $setSelection(selection);
    },
    { discrete: true },
  );
}

function countText(query: string, at: number, count: number): string {
  if (query.trim() === "") return "";
  return count === 0 ? "Not found" : `${formatNumber(at + 1)} of ${formatNumber(count)}`;
}

function replacedSentence(replaced: number, kept: number): string {
  const done = `Replaced ${countOf(replaced, "match", "matches")}`;
  return kept === 0 ? done : `${done}; ${formatNumber(kept)} in quotes and links stay as they are`;
}
