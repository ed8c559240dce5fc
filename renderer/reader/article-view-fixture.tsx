/** The reader over a small notebook of its own, for tests in a browser. */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { vi } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import type { Block, Clip } from "../../electron/api.ts";
import { canonicalText } from "../../electron/text/blocks.ts";
import "../theme.css";
import type { ReaderActions } from "./actions.ts";
import { articleOf, clipAt, heading, paragraph } from "./article-fixture.ts";
import { ArticleView, type ArticleViewProps } from "./article-view.tsx";
import { boxAt } from "./geometry.ts";
import { indexText, type Span, type TextIndex } from "./offsets.ts";

/** A text of some screens, with headings and a link. */
export const blocks: readonly Block[] = [
  paragraph("The longest gap is eleven days. For a machine in the salt that is very little."),
  heading("What the paper kept"),
  paragraph("The drums were changed each Monday. See the log of the harbour.", [
    [40, 63, "link", "https://harbour.example/log"],
  ]),
  ...Array.from({ length: 60 }, (_, at) =>
    at % 12 === 11
      ? heading(`Part ${at}`)
      : paragraph(`Paragraph ${at}. ${"The ink froze and the keepers wrote. ".repeat(6)}`),
  ),
];
/** Its canonical text. */
export const text = canonicalText(blocks);

type Log = readonly [name: string, ...rest: unknown[]][];

/** An opened article, and what was asked of the notebook. */
export interface Opened {
  readonly index: TextIndex;
  readonly root: HTMLElement;
  readonly scroller: HTMLElement;
  readonly log: Log;
  /** Changes the clips as somebody else would. */
  readonly change: (change: (clips: Clip[]) => Clip[]) => void;
}

/** The view with a notebook of its own: what is clipped, changed or deleted shows at once. */
function Notebook({
  start,
  log,
  onChanger,
  ...props
}: Partial<ArticleViewProps> & {
  start: Clip[];
  log: unknown[][];
  /** Is given the function that changes the clips. */
  onChanger: (change: Opened["change"]) => void;
}) {
  const [clips, setClips] = useState(start);
  useEffect(() => onChanger((change) => flushSync(() => setClips(change))), [onChanger]);
  const [actions] = useState((): ReaderActions => ({
    createClip: async (span, color) => {
      log.push(["create", span.start, span.end, color]);
      const clip = clipAt(span, { color, quote: text.slice(span.start, span.end), createdAt: 9 });
      setClips((before) => [...before, clip]);
      return clip;
    },
    changeClip: async (id, change) => {
      log.push(["change", id, change]);
      const before = clips.find((clip) => clip.id === id);
      const { range, ...rest } = change;
      const after = { ...(before ?? clipAt({ start: 0, end: 1 }, { id })), ...rest, ...range };
      setClips((all) =>
        all.map((clip) => (clip.id === id ? { ...clip, ...rest, ...range } : clip)),
      );
      return after;
    },
    reattachClip: async (id, span) => {
      log.push(["reattach", id, span]);
      const clip = clips.find((each) => each.id === id) ?? clipAt(span, { id });
      const words = text.slice(span.start, span.end);
      const anchor = { ...clip.anchor, ...span, kind: "manual", words, confirmed: true } as const;
      setClips((all) => all.map((each) => (each.id === id ? { ...each, anchor } : each)));
      return { ...clip, anchor };
    },
    confirmClip: (clip) => {
      log.push(["confirm", clip.id]);
      const anchor = { ...clip.anchor, confirmed: true };
      setClips((all) => all.map((each) => (each.id === clip.id ? { ...each, anchor } : each)));
    },
    showOwn: (clip) => log.push(["own", clip.id]),
    deleteClips: (gone) => {
      log.push(["delete", ...gone.map(({ id }) => id)]);
      setClips((all) => all.filter((clip) => !gone.some(({ id }) => id === clip.id)));
    },
    earlier: () => null,
    quoteToNote: (clip) => log.push(["quote", clip.id]),
    copy: (words) => log.push(["copy", words]),
    sendToNote: (passages) => log.push(["send", passages.map(({ passage }) => passage)]),
    tell: (message) => log.push(["tell", message]),
    openLink: (url) => log.push(["link", url]),
    savePosition: (offset) => log.push(["position", offset]),
    tags: {
      add: (name) => log.push(["tag", name]),
      remove: (tag) => log.push(["untag", tag.id]),
      open: (tag) => log.push(["open tag", tag.id]),
      suggest: async () => [],
    },
  }));
  return (
    <ArticleView
      article={articleOf(blocks)}
      place={null}
      placeKey={0}
      textSize={18}
      marginShown
      footer={null}
      versions={{ versions: [], shown: "version", show: () => {}, compare: () => {} }}
      {...props}
      clips={clips}
      actions={actions}
    />
  );
}

/** Opens the article in a pane of 600 px height. */
export async function open(
  clips: Clip[] = [],
  props: Partial<ArticleViewProps> = {},
  width = 1_000,
): Promise<Opened> {
  const log: [string, ...unknown[]][] = [];
  const changer = Promise.withResolvers<Opened["change"]>();
  const screen = await render(
    <div style={{ width, height: 600 }}>
      <Notebook start={clips} log={log} onChanger={changer.resolve} {...props} />
    </div>,
  );
  const root = screen.container.querySelector<HTMLElement>(".reader-text");
  const scroller = screen.container.querySelector<HTMLElement>(".reader-scroll");
  if (!root || !scroller) throw new Error("Expected the article to be drawn");
  return { root, scroller, index: indexText(root), log, change: await changer.promise };
}

/** The bar at a selection. */
export const bar = page.getByRole("toolbar", { name: "Clip the selected words" });
/** Where words first stand in the text. */
export const span = (words: string): Span => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
/** Presses the mouse where a word is drawn. */
export async function clickWord({ index, root }: Opened, words: string, times = 1) {
  const box = boxAt(index, span(words).start, "start");
  const origin = root.getBoundingClientRect();
  const position = { x: box.left + 2 - origin.left, y: (box.top + box.bottom) / 2 - origin.top };
  await userEvent.click(root, { position, clickCount: times });
}

/** Waits until a check holds, also on a machine that is busy for seconds; what it returns. */
export const eventually = <Value,>(check: () => Value): Promise<Value> =>
  vi.waitFor(check, { timeout: 15_000 });
