/** The state of clipping in one article: what is selected, what is open, what was just said. */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Clip, ClipColor } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import { takesText } from "../keys.ts";
import type { ClipActions, NudgeUnit, ReaderActions } from "./actions.ts";
import { setCaretMode, useCaretMode } from "./caret-mode.ts";
import { clipsAt, type ClipTable } from "./clip-table.ts";
import { colorOfKey, lastColor, rememberColor } from "./colors.ts";
import { firstVisible, offsetUnder } from "./geometry.ts";
import { offsetAt, type Span, type TextIndex } from "./offsets.ts";
import { isOwn } from "./placed.ts";
import type { Quoting } from "./quoting.ts";
import { beginCaret, selectByKey } from "./reading-keys.ts";
import {
  select,
  selectedSpan,
  watchSelection,
  type Selected,
  type SelectionWatch,
} from "./selection.ts";
import { sentenceEdge, sentenceFrom } from "./sentences.ts";
import { usePassages } from "./use-passages.ts";
import { countWords, wordEdge } from "./words.ts";

/** Which clips are open, and whether to begin in the comment of the only one. */
export interface OpenClips {
  readonly ids: readonly string[];
  readonly writing: boolean;
}

export interface Clipping {
  /** What the bar is for; null while there is none. */
  readonly selected: Selected | null;
  readonly open: OpenClips | null;
  /** The clip that waits for other words; null when none does. */
  readonly adjusting: string | null;
  /** Whether the text shows a caret. */
  readonly caret: boolean;
  /** The same when it is of another version: it waits for its place in this one. */
  readonly attaching: Clip | null;
  /** Attaches it to a span. */
  readonly attach: (clip: string, range: Span) => void;
  /** The last thing done, for the live region. */
  readonly said: string;
  readonly actions: ClipActions;
  readonly clip: (color: ClipColor) => void;
  readonly comment: () => void;
  readonly quote: () => void;
  readonly useWords: () => void;
  readonly dismiss: () => void;
  readonly show: (open: OpenClips | null) => void;
}

export interface ClippingOf {
  readonly index: TextIndex | null;
  readonly scroller: HTMLElement | null;
  readonly text: string;
  readonly language: string | null;
  readonly table: ClipTable;
  /** Clips without a place in the text. */
  readonly lost: readonly Clip[];
  /** An older version: clips are neither made nor settled in it. */
  readonly past: boolean;
  readonly actions: ReaderActions;
  readonly quoting: Quoting;
  /** Those marked in the list, in text order. */
  readonly marked: readonly Clip[];
}

/** Watches selection, keys and clicks of a drawn article. */
export function useClipping(of: ClippingOf): Clipping {
  const { index, scroller, text, table, actions } = of;
  const [selected, setSelected] = useState<Selected | null>(null);
  /** The same for keys, which may come before it is drawn. */
  const standing = useRef<Selected | null>(null);
  const watch = useRef<SelectionWatch | null>(null);
  const stand = useCallback((now: Selected | null) => {
    standing.current = now;
    setSelected(now);
  }, []);
  const [open, setOpen] = useState<OpenClips | null>(null);
  const [adjusting, setAdjusting] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const caret = useCaretMode();
  /** The spans that become clips now: a second press before the first is made would make it twice. */
  const making = useRef<readonly Span[]>([]);
  /** The clip whose ends are being moved, and its ranges on the way, until the last one shows. */
  const nudging = useRef<{ readonly id: string; readonly ranges: readonly Span[] } | null>(null);
  useEffect(() => {
    const moved = table.clips.find(({ id }) => id === nudging.current?.id);
    if (moved && sameSpan(moved, nudging.current?.ranges.at(-1))) nudging.current = null;
  }, [table]);
  // A region that is given the same words again stays silent; a space at the end makes them new.
  const say = (words: string) => setSaid(said === words ? `${words}\u00a0` : words);

  useEffect(() => {
    if (!index) return;
    const watching = watchSelection(index, text, stand);
    watch.current = watching;
    return () => watching.stop();
  }, [index, text, stand]);

  /** What is selected at this moment: it may be newer than what the bar was drawn for. */
  const wanted = (): Span | null => {
    const now = index && selectedSpan(index, text);
    return now && { start: now.start, end: now.end };
  };
  /** Ends a selection that has been used, unless it has become another one meanwhile. */
  const letGo = (span: Span) => {
    const now = wanted();
    if (now?.start === span.start && now.end === span.end) {
      document.getSelection()?.collapseToEnd();
    }
  };
  const make = async (color: ClipColor): Promise<Clip | null> => {
    const span = wanted();
    if (!span || making.current.some((each) => sameSpan(each, span))) return null;
    making.current = [...making.current, span];
    const clip = await actions.createClip(span, color);
    making.current = making.current.filter((each) => each !== span);
    if (!clip) return null;
    rememberColor(color);
    letGo(span);
    say(`Clipped ${wordsOf(clip.quote)}`);
    return clip;
  };
  const clipOf = (id: string) => [...table.clips, ...of.lost].find((clip) => clip.id === id);
  const adjusted = adjusting === null ? undefined : clipOf(adjusting);
  const attaching = adjusted && !isOwn(adjusted) ? adjusted : null;
  const attach = (id: string, range: Span) => {
    setAdjusting(null);
    void actions.reattachClip(id, range).then((clip) => {
      if (!clip) return;
      letGo(range);
      say("The clip is attached to these words");
    });
  };
  const useWords = () => {
    const range = wanted();
    if (!range || adjusting === null) return;
    if (attaching) return attach(adjusting, range);
    setAdjusting(null);
    void actions.changeClip(adjusting, { range }).then((clip) => {
      if (!clip) return;
      letGo(range);
      say(`The clip now has ${wordsOf(clip.quote)}`);
    });
  };
  const adjust = (clip: Clip) => {
    const selection = wanted();
    setAdjusting(clip.id);
    // A lost clip has no place here; what is selected already may be where one belongs.
    const isPlaced = table.clips.some(({ id }) => id === clip.id);
    if (index && isPlaced && (isOwn(clip) || selection === null)) select(index, clip);
    say("Select the new words of the clip, then press Enter");
    index?.root.focus({ preventScroll: true });
  };
  const openIds = open?.ids ?? [];
  const chosen =
    of.marked.length > 0 ? of.marked : table.clips.filter(({ id }) => openIds.includes(id));
  const drag = usePassages({ index, text, quoting: of.quoting, chosen, actions });
  const clipping: Clipping = {
    selected: of.past && adjusting === null ? null : selected,
    open,
    adjusting,
    caret,
    attaching,
    attach,
    said,
    actions: {
      showOwn: actions.showOwn,
      change: (id, change) => void actions.changeClip(id, change),
      earlier: actions.earlier,
      quote: actions.quoteToNote,
      copy: (clip) => actions.copy(clip.quote),
      remove: actions.deleteClips,
      nudge: (clip, ...by) => {
        // Keys may be faster than the notebook: the next step is from where the last one leads.
        const before = nudging.current?.id === clip.id ? nudging.current.ranges : [];
        const under = before.some((range) => sameSpan(clip, range)) ? before : [clip];
        const { start, end } = under.at(-1) ?? clip;
        const range = nudged(text, of.language, { start, end }, ...by);
        if (!range) return;
        nudging.current = { id: clip.id, ranges: [...under, range] };
        void actions.changeClip(clip.id, { range }).then((changed) => {
          if (!changed) nudging.current = null;
          if (changed) say(`The clip now has ${wordsOf(changed.quote)}`);
        });
      },
      adjust,
      settle: of.past ? null : { confirm: actions.confirmClip, attach: adjust },
      send: (clip) => actions.sendToNote([of.quoting.clip(clip)]),
      drag,
    },
    clip: (color) => void make(color),
    comment: () =>
      void make(lastColor()).then((clip) => {
        if (clip) setOpen({ ids: [clip.id], writing: true });
      }),
    quote: () =>
      void make(lastColor()).then((clip) => {
        if (clip) actions.quoteToNote(clip);
      }),
    useWords,
    dismiss: () => {
      stand(null);
      setAdjusting(null);
    },
    show: setOpen,
  };

  /** Follows the link at the caret, or opens the clips there; false when there are none. */
  const openAtCaret = (): boolean => {
    const { focusNode, focusOffset } = document.getSelection() ?? {};
    if (!index || !focusNode || focusOffset === undefined) return false;
    if (!index.root.contains(focusNode)) return false;
    const link = focusNode.parentElement?.closest<HTMLElement>("[data-link]");
    link?.click();
    if (link) return true;
    const ids = clipsAt(table, offsetAt(index, focusNode, focusOffset, "start"));
    if (ids.length > 0) setOpen({ ids: ids.map(({ id }) => id), writing: false });
    return ids.length > 0;
  };
  useCommand("reader.sentenceNotes", () => {
    if (!index || !scroller) return;
    const { focusNode, focusOffset } = document.getSelection() ?? {};
    const isHere = focusNode && focusOffset !== undefined && index.root.contains(focusNode);
    const at = isHere
      ? offsetAt(index, focusNode, focusOffset, "start")
      : firstVisible(index, scroller);
    const sentence = wanted() ?? sentenceFrom(text, at, of.language);
    const here = table.clips.filter(
      ({ start, end }) => sentence && start < sentence.end && end > sentence.start,
    );
    if (here.length > 0) setOpen({ ids: here.map(({ id }) => id), writing: false });
    else actions.tell("No note uses this sentence: nothing of it is clipped.");
  });
  useCommand("reader.caret", () => {
    setCaretMode(!caret);
    say(caret ? "Caret browsing off" : "Caret browsing on");
    if (caret || !index || !scroller) return;
    index.root.focus({ preventScroll: true });
    beginCaret({ index, scroller, text, language: of.language, caret: true });
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // The head may be part of the text, and has fields of its own.
    if (event.defaultPrevented || takesText(event.target) || !index || !scroller) return;
    const place = { index, scroller, text, language: of.language, caret };
    const selects = () => selectByKey(place, event);
    const opens = () => caret && isPlain(event, "Enter") && openAtCaret();
    // Whoever selects and types `1` at once must not outrun the bar.
    watch.current?.settle();
    const isBarred = of.past && adjusting === null;
    if (!barKey(event, clipping, isBarred ? null : standing.current) && !opens()) {
      if (!selects()) return;
      // A key held down may outrun it.
      if (!event.repeat) watch.current?.settle();
    }
    event.preventDefault();
    event.stopPropagation();
  });
  // Two clicks select the word, as everywhere; a third its sentence, a fourth the paragraph.
  const onPress = useEffectEvent((event: MouseEvent) => {
    const offset =
      event.detail === 3 && index ? offsetUnder(index, event.clientX, event.clientY) : null;
    const sentence = offset === null ? null : sentenceFrom(text, offset, of.language);
    if (!index || !sentence) return;
    event.preventDefault();
    select(index, sentence);
  });
  const onClick = useEffectEvent((event: MouseEvent) => {
    const ids = clickedClips(event, index, table);
    if (ids.length > 0) setOpen({ ids, writing: false });
  });
  useEffect(() => {
    if (!index) return;
    const stop = new AbortController();
    index.root.addEventListener("keydown", (event) => onKey(event), { signal: stop.signal });
    index.root.addEventListener("mousedown", (event) => onPress(event), { signal: stop.signal });
    index.root.addEventListener("click", (event) => onClick(event), { signal: stop.signal });
    return () => stop.abort();
  }, [index]);
  return clipping;
}

function wordsOf(quote: string): string {
  const words = countWords(quote);
  return `${words} ${words === 1 ? "word" : "words"}`;
}

function sameSpan(a: Span, b: Span | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

/** The range of a clip after one of its ends has moved; null when there is nowhere to go. */
function nudged(
  text: string,
  language: string | null,
  range: Span,
  ...[edge, direction, unit]: Nudge
): Span | null {
  const at = range[edge];
  const to =
    unit === "word"
      ? wordEdge(text, at, direction, edge)
      : sentenceEdge(text, at, direction, edge, language);
  if (to === null || to === at) return null;
  const next = { ...range, [edge]: to };
  return next.end > next.start ? next : null;
}

type Nudge = readonly [edge: "start" | "end", direction: -1 | 1, unit: NudgeUnit];

function isPlain(event: KeyboardEvent, key: string): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  return event.key === key && !ctrlKey && !metaKey && !altKey && !shiftKey;
}

/**
 * Acts on a key of the bar; false when it means nothing. They work only while the bar shows, or is about
 * to show for what is selected.
 */
function barKey(event: KeyboardEvent, clipping: Clipping, selected: Selected | null): boolean {
  const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey || altKey || shiftKey) return false;
  if (key === "Escape" && (selected || clipping.adjusting !== null)) {
    clipping.dismiss();
    return true;
  }
  if (!selected) return false;
  // A key held down does what it does once.
  if (event.repeat) return true;
  const onLink = target instanceof Element && target.closest("[role=link]") !== null;
  if (key === "Enter" && !onLink) {
    if (clipping.adjusting === null) clipping.quote();
    else clipping.useWords();
    return true;
  }
  if (clipping.adjusting !== null) return false;
  const color = colorOfKey(key);
  if (color) clipping.clip(color);
  else if (/^[ac]$/i.test(key)) clipping.comment();
  else if (key.toLowerCase() === "h") clipping.clip(lastColor());
  else return false;
  return true;
}

/** The clips under a click that selected nothing and was not on a link. */
function clickedClips(
  event: MouseEvent,
  index: TextIndex | null,
  table: ClipTable,
): readonly string[] {
  const onLink = event.target instanceof Element && event.target.closest("[data-link]") !== null;
  if (!index || onLink || document.getSelection()?.isCollapsed === false) return [];
  const offset = offsetUnder(index, event.clientX, event.clientY);
  return offset === null ? [] : clipsAt(table, offset).map(({ id }) => id);
}
