/** Which version of an article the reader shows: the newest, until a clip or a person asks for another. */
import { useEffect } from "react";
import type { Version } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { useNavigation, type Place } from "../navigation.ts";
import { asks, stateOf } from "../anchor-state.ts";

export interface ShownVersionOf {
  readonly article: string;
  readonly place: Place | null;
  /** Changes at each navigation. */
  readonly placeKey: number;
  /** The version that was chosen; null when none was. */
  readonly named: string | null;
}

export interface ShownVersion {
  /** The version to ask for; null for the newest. */
  readonly asked: string | null;
  /** All there are, newest first. */
  readonly versions: readonly Version[];
}

const changed = "The text changed since this was clipped: other words stand there now.";

/**
 * Follows navigation. A clip that is lost in the newest version opens in its own; that is said, and kept
 * for the way back.
 */
export function useShownVersion(of: ShownVersionOf): ShownVersion {
  const { article, place, placeKey, named } = of;
  const { announce, stayInVersion } = useNavigation();
  const { data: versions } = useCall("versions.list", { article });
  const newest = useCall("clips.ofArticle", { article });

  const goal = place && "clip" in place ? place : null;
  const clip = goal?.clip ?? null;
  // Whoever goes to settle it, or names a version, knows.
  const settling = goal?.settle === true || goal?.version !== undefined || named !== null;
  const wanted = clip === null ? undefined : newest.data?.find(({ id }) => id === clip);
  const own = wanted && !settling && stateOf(wanted) === "lost" ? wanted.version : null;
  const warning =
    wanted === undefined || settling || !asks(wanted)
      ? null
      : own === null
        ? changed
        : `Not found in the newest version. This is version ${
            versions?.find(({ id }) => id === own)?.number ?? ""
          }, where it was clipped.`;
  const isKnown = versions !== undefined;
  useEffect(() => {
    if (warning === null || !isKnown) return;
    announce(warning);
    if (own !== null) stayInVersion(article, own);
    // Said once for each time one goes there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [placeKey, clip, warning === null, isKnown]);

  const asked = named ?? own;
  return { asked: asked === versions?.[0]?.id ? null : asked, versions: versions ?? none };
}

const none: readonly Version[] = [];
