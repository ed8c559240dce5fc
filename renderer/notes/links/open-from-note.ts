/** What following a link out of a note does, also where there is nothing to show yet. */
import { call } from "../../api.ts";
import { failureText } from "../../failure.ts";
import type { Navigation } from "../../navigation.ts";
import { headingWish } from "./heading-wish.ts";
import type { OpenTarget } from "./open-target.ts";
import { showToast } from "../../ui/toast.tsx";
import { notebookTitles, titleKey } from "./targets.ts";

/** Opens what a link of a note points to. A note that is only wanted is made first. */
export function openFromNote(asked: Omit<OpenTarget, "focus">, navigation: Navigation): void {
  const { heading, restore: isToBeRestored = false, ...target } = asked;
  const title =
    target.kind === "clip" ? null : notebookTitles.peek(titleKey({ ...target, heading }));
  if (title?.absence === "wanted") {
    call("notes.create", { title: title.title }).then(
      ({ id }) => navigation.openNote(id),
      (error: unknown) => navigation.announce(failureText(error)),
    );
  } else if (title?.absence === "trash") {
    const restore = () =>
      call("trash.restore", { targets: [target] }).then(
        () => navigation.openTarget(target),
        (error: unknown) => navigation.announce(failureText(error)),
      );
    if (isToBeRestored) {
      void restore();
      return;
    }
    showToast(`“${title.title || "Untitled"}” is in the trash`, {
      label: "Restore",
      onPress: () => void restore(),
    });
  } else {
    if (heading !== undefined)
      headingWish.value = {
        note: target.id,
        words: title?.place?.words ?? heading.words,
        ordinal: title?.place?.ordinal ?? null,
      };
    navigation.openTarget(target);
  }
}
