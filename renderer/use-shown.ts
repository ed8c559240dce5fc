/** What the window shows, and how that changes: the trail of both panes, the list, the view kept. */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { View } from "../electron/api.ts";
import { call, useEvent } from "./api.ts";
import { showFailure } from "./failure.ts";
import {
  canStep,
  leave,
  settle,
  step,
  stopOf,
  trailFrom,
  visit,
  without,
  type Stop,
  type Trail,
} from "./history.ts";
import type { Navigation } from "./navigation.ts";
import { contentOf, onceReplaced, scrollerOf, type PaneName } from "./panes.ts";
import { showToast } from "./ui/toast.tsx";
import { undo } from "./undo.ts";

/** What the library shows; the rest of a view is the trail's. */
export type ListView = Pick<View, "section" | "tag" | "sort" | "descending">;

export interface Quote {
  readonly clips: readonly string[];
  readonly key: number;
}

export interface Shown {
  readonly stop: Stop;
  /** Grows with every wish to see a place, so that the same place can be wished for twice. */
  readonly placeKey: number;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  readonly list: ListView;
  readonly setList: (change: Partial<ListView>) => void;
  readonly quote: Quote | null;
  readonly quoteDone: () => void;
  readonly navigation: Navigation;
  /** Takes an article or note that is gone from the panes and the trail. */
  readonly forget: (id: string) => void;
}

interface Panes {
  readonly trail: Trail;
  readonly placeKey: number;
}

function announce(message: string, undoable?: { readonly group: string }): void {
  const action = undoable && { label: "Undo", onPress: () => undo(undoable.group) };
  showToast(message, action ?? null);
}

/** Starts from a kept view. `show` is called for each pane that something was put into. */
export function useShown(kept: View, show: (pane: PaneName) => void): Shown {
  const [{ trail, placeKey }, setPanes] = useState<Panes>(() => ({
    trail: trailFrom({ article: kept.article, note: kept.note }),
    placeKey: 0,
  }));
  const [list, setWholeList] = useState<ListView>({
    section: kept.section,
    tag: kept.tag,
    sort: kept.sort,
    descending: kept.descending,
  });
  const [quote, setQuote] = useState<Quote | null>(null);
  const stop = stopOf(trail);
  /** How many were put so far: the same clip twice is two quotes. */
  const quotes = useRef(0);
  const latest = useRef({ stop, show });
  useEffect(() => {
    latest.current = { stop, show };
  });

  const textBefore = useRef<Element | null>(null);
  useScrollBack(stop, textBefore);
  useKeptView(useMemo(() => ({ ...list, article: stop.article, note: stop.note }), [list, stop]));

  const navigation = useMemo<Navigation>(() => {
    const go = (change: Partial<Stop>) => {
      const scrollTop = scrollerOf("reader")?.scrollTop ?? null;
      setPanes((last) => ({
        trail: visit(leave(last.trail, scrollTop), change),
        placeKey: last.placeKey + (change.place || change.compared?.at != null ? 1 : 0),
      }));
    };
    const walk = (by: 1 | -1) => {
      textBefore.current = contentOf("reader");
      const scrollTop = scrollerOf("reader")?.scrollTop ?? null;
      setPanes((last) => ({
        trail: step(leave(last.trail, scrollTop), by),
        placeKey: last.placeKey + 1,
      }));
    };
    const openArticle: Navigation["openArticle"] = (id, place) => {
      const version = place && "clip" in place ? (place.version ?? null) : null;
      go({ article: id, place: place ?? null, version });
      latest.current.show("reader");
    };
    const openNote = (id: string) => {
      go({ note: id });
      latest.current.show("notes");
    };
    const putQuotes = (clips: readonly string[]) => {
      quotes.current += 1;
      setQuote({ clips, key: quotes.current });
      latest.current.show("notes");
    };
    return {
      openArticle,
      readVersion(article, version) {
        go({ article, version });
        latest.current.show("reader");
      },
      stayInVersion(article, version) {
        setPanes((last) => ({ ...last, trail: settle(last.trail, article, version) }));
      },
      compareVersions(article, from, to, at) {
        go({ article, compared: { from, to, at: at ?? null } });
        latest.current.show("reader");
      },
      openNote,
      openTag(id) {
        setWholeList((last) => ({ ...last, section: "tag", tag: id }));
        latest.current.show("library");
      },
      openTarget({ kind, id }) {
        if (kind === "article") openArticle(id);
        else if (kind === "note") openNote(id);
        else {
          call("clips.get", { ids: [id] })
            .then(([clip]) => {
              if (clip) openArticle(clip.article, { clip: id });
              else showToast("This clip is no longer in the notebook.");
            })
            .catch(showFailure);
        }
      },
      quoteToNote(clip, note) {
        const clips = typeof clip === "string" ? [clip] : clip;
        const [first] = clips;
        if (first === undefined) return;
        if (note !== undefined) {
          if (note !== latest.current.stop.note) openNote(note);
          putQuotes(clips);
        } else if (latest.current.stop.note !== null) putQuotes(clips);
        else {
          noteForClip(first)
            .then((made) => {
              openNote(made);
              putQuotes(clips);
            })
            .catch(showFailure);
        }
      },
      back: () => walk(-1),
      forward: () => walk(1),
      announce,
    };
  }, []);

  return {
    stop,
    placeKey,
    canGoBack: canStep(trail, -1),
    canGoForward: canStep(trail, 1),
    list,
    setList: useCallback((change) => setWholeList((last) => ({ ...last, ...change })), []),
    quote,
    quoteDone: useCallback(() => setQuote(null), []),
    navigation,
    forget: useCallback(
      (id) => setPanes((last) => ({ ...last, trail: without(last.trail, id) })),
      [],
    ),
  };
}

/** Brings the reader back to where it was when a stop was left, as soon as it shows that article. */
function useScrollBack(stop: Stop, before: RefObject<Element | null>): void {
  const shownArticle = useRef(stop.article);
  useLayoutEffect(() => {
    const isSame = shownArticle.current === stop.article;
    shownArticle.current = stop.article;
    const top = stop.scrollTop;
    if (top === null) return;
    const scroll = () => scrollerOf("reader")?.scrollTo({ top, behavior: "instant" });
    // The reader opens an article about where it was left, once it is measured; this is where exactly.
    if (!isSame) {
      return onceReplaced("reader", before.current, () => requestAnimationFrame(scroll));
    }
    scroll();
    return;
  }, [stop, before]);
}

/** A new note named after the article that a clip is from; its id. */
async function noteForClip(clip: string): Promise<string> {
  const [found] = await call("clips.get", { ids: [clip] });
  const note = await call("notes.create", { title: found?.articleTitle ?? "Untitled note" });
  return note.id;
}

/** The view is kept when it rests, in ms. */
const restMs = 500;

/** Keeps the view in the notebook, so that the window comes back as it was left. */
function useKeptView(view: View): void {
  const unsent = useRef<View | null>(null);
  const first = useRef(view);
  const send = useCallback(() => {
    const current = unsent.current;
    unsent.current = null;
    // A view that could not be kept costs a click at the next start; nothing to bother anybody with.
    if (current) call("view.set", current).catch(() => undefined);
  }, []);
  useEffect(() => {
    if (view === first.current) return;
    unsent.current = view;
    const timer = setTimeout(send, restMs);
    return () => clearTimeout(timer);
  }, [view, send]);
  useEffect(() => send, [send]);
  useEvent("closing", send);
}
