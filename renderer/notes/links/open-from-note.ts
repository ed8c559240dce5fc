/** What following a link out of a note does, also where there is nothing to show yet. */
import type { Target } from "../../../electron/api.ts";
import { call } from "../../api.ts";
import { failureText } from "../../failure.ts";
import type { Navigation } from "../../navigation.ts";
import { headingWish } from "./heading-wish.ts";
import type { OpenTarget } from "./open-target.ts";
import { showToast } from "../../ui/toast.tsx";
import { notebookTitles, titleKey } from "./targets.ts";

/** Notes that are being made for links to them, by the ids that wait for them. */
const inMaking = new Set<string>();

/**
 * Makes the note that a link waits for, and opens it. A second click may come before it is known that
 * there is one: nothing is made twice.
 */
function makeOnce(target: Target, navigation: Navigation): void {
  if (inMaking.has(target.id)) return;
  inMaking.add(target.id);
  made(target)
    .then(
      (id) => navigation.openNote(id),
      (error: unknown) => navigation.announce(failureText(error)),
    )
    .finally(() => inMaking.delete(target.id));
}

/** The id of the note that a link waited for, made now unless it is there already. */
async function made(target: Target): Promise<string> {
  const [now] = await call("links.titles", { targets: [target] });
  if (now?.absence !== "wanted") return target.id;
  return (await call("notes.create", { title: now.title })).id;
}

/** Opens what a link of a note points to. A note that is only wanted is made first. */
export function openFromNote(asked: Omit<OpenTarget, "focus">, navigation: Navigation): void {
  const { heading, restore: isToBeRestored = false, ...target } = asked;
  const title =
    target.kind === "clip" ? null : notebookTitles.peek(titleKey({ ...target, heading }));
  if (title?.absence === "wanted") {
    makeOnce(target, navigation);
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
