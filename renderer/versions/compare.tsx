/** Two versions of an article, side by side: the root that asks for them. */
import { useMemo } from "react";
import type { Article, Clip } from "../../electron/api.ts";
import { blockStarts, canonicalText } from "../../electron/text/blocks.ts";
import { paragraphNumber } from "../../electron/text/paragraphs.ts";
import { useCall } from "../api.ts";
import { failureText } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import type { Side } from "./compared-row.tsx";
import { CompareView } from "./compare-view.tsx";

export interface CompareProps {
  readonly article: string;
  /** The ids of the versions. */
  readonly from: string;
  readonly to: string;
  /** The place in `from` to begin at, in units; null for the beginning. */
  readonly at: number | null;
}

/** Asks for both versions. Another pair is another stop on the way back, and so is reading again. */
export function Compare({ article, from, to, at }: CompareProps) {
  const navigation = useNavigation();
  const versions = useCall("versions.list", { article });
  const first = useCall("versions.compare", { from, to, offset: 0, limit: 60 });
  const place = useCall(
    "versions.placeOf",
    { from, to, offset: at ?? 0 },
    { enabled: at !== null },
  );
  const before = useSide(article, from);
  const after = useSide(article, to);
  const onClose = () => navigation.readVersion(article, null);
  if (before.gone || after.gone) {
    return (
      <EmptyState
        sentence="One of the two versions is no longer in the notebook."
        action={{ label: "Back to reading", onPress: onClose }}
      />
    );
  }
  const failure = versions.error ?? first.error ?? before.error ?? after.error;
  if (failure) {
    return (
      <EmptyState
        sentence={`The versions could not be compared. ${failureText(failure)}`}
        action={{ label: "Back to reading", onPress: onClose }}
      />
    );
  }
  if (!versions.data || !first.data || !before.side || !after.side) return null;
  if (at !== null && place.isPending) return null;
  return (
    <CompareView
      key={`${from} ${to}`}
      title={after.title}
      versions={versions.data}
      from={before.side}
      to={after.side}
      comparison={first.data}
      first={at === null ? null : (place.data?.row ?? null)}
      onPair={(one, other) => navigation.compareVersions(article, one, other)}
      onClip={(clip, version) => navigation.openArticle(article, { clip: clip.id, version })}
      onClose={onClose}
    />
  );
}

/**
 * One of the versions, with its clips; `side` is null until all of it is there. `gone` says that its
 * import was undone.
 */
function useSide(article: string, version: string) {
  const text = useCall("articles.get", { id: article, version });
  const clips = useCall("clips.ofArticle", { article, version });
  const side = useMemo(
    () => (text.data && clips.data ? sideOf(text.data, clips.data) : null),
    [text.data, clips.data],
  );
  const error = text.error ?? clips.error;
  return { side, title: text.data?.title ?? "", gone: text.data === null, error };
}

function sideOf({ version, versionNumber, blocks }: Article, clips: readonly Clip[]): Side {
  const starts = blockStarts(blocks);
  return {
    id: version,
    number: versionNumber,
    text: canonicalText(blocks),
    clips: clips.flatMap((clip) => {
      const { start, end } = clip.anchor;
      return start === null || end === null ? [] : [{ ...clip, start, end }];
    }),
    paragraph: (offset) => paragraphNumber(blocks, starts, offset),
  };
}
