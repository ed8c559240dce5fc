/** Asks how a clip was before its edits, and brings that back. */
import type { Clip } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { EarlierLines } from "./earlier-lines.tsx";
import { clipLines } from "./earlier-states.ts";

export function ClipEarlier({ clip }: { readonly clip: Clip }) {
  const { announce } = useNavigation();
  const { data } = useCall("history.of", { id: clip.id });
  const restore = (group: string) => {
    call("history.useEarlier", { id: clip.id, group })
      .then((undoable) => {
        if (undoable) announce("The clip is as it was earlier", undoable);
      })
      .catch(showFailure);
  };
  return data ? <EarlierLines lines={clipLines(clip, data)} onRestore={restore} /> : null;
}
