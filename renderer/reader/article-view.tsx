/** An open article with everything one can do in it. Takes values, gives callbacks, asks nobody. */
import { useEffect, useMemo, useState, type CSSProperties, type ReactNode } from "react";
import type { Article, Clip } from "../../electron/api.ts";
import { blockStarts, canonicalText } from "../../electron/text/blocks.ts";
import { useCommand } from "../commands.ts";
import type { Place } from "../navigation.ts";
import type { ReaderActions } from "./actions.ts";
import { ArticlePage } from "./article-page.tsx";
import { ClipLayer } from "./clip-layer.tsx";
import { ClipList } from "./clip-list.tsx";
import { clipTable } from "./clip-table.ts";
import { titleInText } from "./article-header.tsx";
import { asks } from "../anchor-state.ts";
import { describeClips } from "./describe-clips.ts";
import { FindBar } from "./find-bar.tsx";
import { firstVisible, scrollTo } from "./geometry.ts";
import type { Span, TextIndex } from "./offsets.ts";
import { headingsOf } from "./outline.tsx";
import { paint, paintClips } from "./paint.ts";
import { placedIn } from "./placed.ts";
import { quotingOf } from "./quoting.ts";
import { ReaderTools } from "./reader-tools.tsx";
import { select, selectedSpan } from "./selection.ts";
import { useClipping } from "./use-clipping.ts";
import { AttachBar, useAttaching } from "./attaching.tsx";
import { PastBar, type PlacedVersions, type VersionChoice } from "./version-menu.tsx";
import { goToPassage, usePlace } from "./use-place.ts";
import "./reader.css";
import "./reader-text.css";
import "./reader-clips.css";
import "./reader-ends.css";
import "./reader-list.css";
import "./reader-versions.css";

export interface ArticleViewProps {
  readonly article: Article;
  /** The article's clips in any order, those made on other versions too. */
  readonly clips: readonly Clip[];
  /** Where to open it; null for where it was left. */
  readonly place: Place | null;
  readonly placeKey: number;
  /** Reading size in px. */
  readonly textSize: number;
  readonly marginShown: boolean;
  readonly footer: ReactNode;
  /** Which notes use a clip; shown where the clip is open. */
  readonly uses?: (clip: string) => ReactNode;
  readonly actions: ReaderActions;
  /** The article's versions; clips are made and settled in the newest only. */
  readonly versions: PlacedVersions;
}

/** Room over a line that one went to by a link or the outline, in px. */
const headroom = 24;
/** A longer selection is not what one wants to look for. */
const longestQuery = 80;

/** Draws an article. Give it the version's id as key. */
export function ArticleView(props: ArticleViewProps) {
  const { article, clips, place, placeKey, textSize, footer, actions } = props;
  const { blocks, language } = article;
  const [index, setIndex] = useState<TextIndex | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [listed, setListed] = useState(false);
  const [finding, setFinding] = useState<{ words: string; asked: number } | null>(null);
  const text = useMemo(() => canonicalText(blocks), [blocks]);
  const starts = useMemo(() => blockStarts(blocks), [blocks]);
  const headings = useMemo(() => {
    // A heading that is drawn as the title is no section of its own.
    const first = titleInText(article)?.blocks ?? 0;
    return headingsOf(blocks.slice(first), starts.slice(first));
  }, [article, blocks, starts]);
  const { placed, lost } = useMemo(
    () =>
      placedIn(
        clips.filter((clip) => clip.article === article.id),
        article.version,
      ),
    [clips, article.version, article.id],
  );
  const table = useMemo(() => clipTable(placed), [placed]);
  const quoting = useMemo(
    () => quotingOf(article, starts, text, table.clips),
    [article, starts, text, table],
  );
  const [marks, setMarks] = useState<ReadonlySet<string>>(new Set());
  const marked = useMemo(
    () => (listed ? [...table.clips, ...lost].filter(({ id }) => marks.has(id)) : []),
    [listed, table, lost, marks],
  );
  const placedVersions = props.versions;
  const versions = useMemo<VersionChoice>(
    () => ({
      ...placedVersions,
      show: (version) =>
        placedVersions.show(version, index && scroller ? firstVisible(index, scroller) : 0),
    }),
    [placedVersions, index, scroller],
  );
  const past = versions.versions.length > 0 && versions.versions[0]?.id !== article.version;
  const clipping = useClipping({
    index,
    scroller,
    text,
    language,
    table,
    lost,
    past,
    actions,
    quoting,
    marked,
  });
  const openId = clipping.open?.ids.length === 1 ? (clipping.open.ids[0] ?? null) : null;
  const openClip = table.clips.find(({ id }) => id === (clipping.adjusting ?? openId)) ?? null;
  const marginShown = props.marginShown && !listed;

  usePlace({
    index,
    scroller,
    position: article.position,
    span:
      place && "clip" in place ? (table.clips.find(({ id }) => id === place.clip) ?? null) : place,
    key: placeKey,
    save: actions.savePosition,
  });
  useEffect(() => (index ? paintClips(index, table.clips) : undefined), [index, table]);
  useEffect(
    () => (index ? paint("clip-changed", index, table.clips.filter(asks)) : undefined),
    [index, table],
  );
  useEffect(() => (index ? describeClips(index, table.clips) : undefined), [index, table]);
  useEffect(
    () => (index && openClip ? paint("clip-active", index, [openClip]) : undefined),
    [index, openClip],
  );

  useAttaching({ index, text, clipping });
  const settling = place && "clip" in place && place.settle === true ? place.clip : null;
  const unsettled = clips.find((clip) => clip.id === settling && asks(clip));
  const goal = unsettled ? `${unsettled.id} ${placeKey}` : null;
  const [settled, setSettled] = useState<string | null>(null);
  if (goal !== settled) {
    // Opened once for each time one goes there, not at every change of the clip.
    setSettled(goal);
    if (unsettled?.anchor.kind === "lost") setListed(true);
    if (unsettled) clipping.show({ ids: [unsettled.id], writing: false });
  }

  const focusText = () => index?.root.focus({ preventScroll: true });
  const goTo = (offset: number) => {
    if (index && scroller) scrollTo(index, scroller, offset, headroom);
  };
  const find = () => {
    const selected = index && selectedSpan(index, text);
    const words = selected ? text.slice(selected.start, selected.end) : "";
    const usable = words.length <= longestQuery && !words.includes("\n");
    setFinding({
      words: usable ? words : "",
      asked: (finding?.asked ?? 0) + 1,
    });
  };
  const closeFind = (match: Span | null) => {
    setFinding(null);
    focusText();
    if (index && match) select(index, match);
  };
  useCommand("reader.find", find);

  return (
    <div
      className="reader"
      data-margin={marginShown}
      style={{ "--reader-size": `${textSize}px` } as CSSProperties}
    >
      <div className="reader-columns">
        <div className="reader-main">
          <PastBar choice={versions} />
          <AttachBar clipping={clipping} />
          <div className="reader-frame">
            {finding && index && scroller ? (
              <FindBar
                index={index}
                scroller={scroller}
                text={text}
                words={finding.words}
                asked={finding.asked}
                onClose={closeFind}
              />
            ) : null}
            <ReaderTools
              outline={{
                headings,
                reading: () => (index && scroller ? firstVisible(index, scroller) : 0),
                onGo: ({ start }) => {
                  goTo(start);
                  requestAnimationFrame(focusText);
                },
              }}
              clips={table.clips.length + lost.length}
              listed={listed}
              finding={finding !== null}
              onList={() => setListed(!listed)}
              onFind={find}
            />
            <div ref={setScroller} className="reader-scroll">
              <ArticlePage
                article={article}
                footer={footer}
                onReady={setIndex}
                onOpenLink={actions.openLink}
                tagActions={actions.tags}
                versions={versions}
                onGoToBlock={(block) => goTo(starts[block] ?? 0)}
              >
                {index && scroller ? (
                  <ClipLayer
                    index={index}
                    scroller={scroller}
                    clips={table.clips}
                    clipping={clipping}
                    marginShown={marginShown}
                    popoverShown={!listed}
                    uses={props.uses}
                  />
                ) : null}
              </ArticlePage>
            </div>
          </div>
        </div>
        {listed ? (
          <ClipList
            clips={table.clips}
            lost={lost}
            marks={marks}
            onMark={(clip) => setMarks((all) => toggled(all, clip.id))}
            active={openId}
            actions={clipping.actions}
            onActivate={(clip) => {
              clipping.show(clip && { ids: [clip.id], writing: false });
              if (clip && placed.includes(clip) && index && scroller)
                goToPassage(index, scroller, clip);
            }}
            onClose={() => {
              setListed(false);
              focusText();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(ids.has(id) ? [...ids].filter((each) => each !== id) : [...ids, id]);
}
