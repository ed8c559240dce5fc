/** The titles of what is open, and which of it is no longer there. */
import { useMemo } from "react";
import type { Target } from "../electron/api.ts";
import { useCall } from "./api.ts";

export interface Titles {
  /** Null when none is open, and until its title is known. */
  readonly article: string | null;
  readonly note: string | null;
  /** Ids of what is open but was deleted. */
  readonly gone: readonly string[];
}

/** Follows renames and deletions. */
export function useTitles(article: string | null, note: string | null): Titles {
  const targets = useMemo<Target[]>(
    () => [
      ...(article === null ? [] : [{ kind: "article", id: article } as const]),
      ...(note === null ? [] : [{ kind: "note", id: note } as const]),
    ],
    [article, note],
  );
  const answer = useCall(
    "links.titles",
    { targets },
    { enabled: targets.length > 0, keepLast: true },
  );
  const { data } = answer;
  // While an answer is asked for again the old one may speak of a deletion that was undone. Whether one
  // is asked for is looked at only then: otherwise the whole window would be drawn twice at each save.
  const isOld = (data ?? []).some(({ missing }) => missing) && answer.isFetching;
  return useMemo(() => {
    const titleOf = (id: string | null) => data?.find((each) => each.id === id)?.title ?? null;
    return {
      article: titleOf(article),
      note: titleOf(note),
      gone: isOld ? [] : (data ?? []).filter((each) => each.missing).map((each) => each.id),
    };
  }, [data, isOld, article, note]);
}
