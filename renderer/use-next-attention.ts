/** The walk through all clips that a new version of their article changed or lost. */
import { call } from "./api.ts";
import { useCommand } from "./commands.ts";
import { showFailure } from "./failure.ts";
import type { Navigation, Place } from "./navigation.ts";

/** Registers the command that goes to the one after the clip that was gone to last. */
export function useNextAttention(navigation: Navigation, place: Place | null): void {
  const after = place && "clip" in place ? place.clip : null;
  useCommand("clips.nextAttention", () => {
    call("clips.nextAttention", { after, article: null })
      .then((clip) => {
        if (clip) navigation.openArticle(clip.article, { clip: clip.id, settle: true });
        else navigation.announce("No clip needs you.");
      })
      .catch(showFailure);
  });
}
