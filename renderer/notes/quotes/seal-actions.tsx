/** What can be done about a quote that stands in the open note. */
import type { LexicalEditor } from "lexical";
import { call } from "../../api.ts";
import { useNavigation } from "../../navigation.ts";
import { Button } from "../../ui/button.tsx";
import {
  keepQuote,
  paraphraseQuote,
  restoreQuote,
  startEditing,
  type SealedQuote,
} from "./seal.ts";

export interface SealActionsProps {
  readonly editor: LexicalEditor;
  readonly quote: SealedQuote;
  readonly readOnly: boolean;
  /**
   * Called after one that leaves nothing more to look at, with where it was done; null when it changed
   * nothing. Not when the quote goes on being edited.
   */
  readonly onDone: (changed: "note" | "notebook" | null) => void;
}

/** Buttons, the likeliest first; those that make no sense for the quote's state are left out. */
export function SealActions({ editor, quote, readOnly, onDone }: SealActionsProps) {
  const navigation = useNavigation();
  const { key, clip, source, state } = quote;
  const isThere = source !== null && !source.deleted;
  const act = (run: () => void) => () => {
    run();
    onDone("note");
  };
  const go = (run: () => void) => () => {
    run();
    onDone(null);
  };
  const confirm = async (version: string) => {
    try {
      await call("clips.confirm", { clip, version });
      onDone("notebook");
    } catch (error) {
      navigation.announce(error instanceof Error ? error.message : String(error));
    }
  };
  const canWrite = !readOnly;
  const isAltered = state.state === "altered";
  const anchor = source?.anchor;
  return (
    <div className="seal-actions">
      {canWrite && state.wording !== "verbatim" && state.exact !== null ? (
        <Button onPress={act(() => restoreQuote(editor, key))}>Restore the source’s words</Button>
      ) : null}
      {canWrite && isAltered ? (
        <>
          <Button onPress={act(() => paraphraseQuote(editor, quote))}>Make it a paraphrase</Button>
          <Button onPress={act(() => keepQuote(editor, key, !state.kept))}>
            {state.kept ? "Do not keep as altered" : "Keep as altered"}
          </Button>
        </>
      ) : null}
      {canWrite && state.state === "changed" && anchor && state.now !== null ? (
        <Button onPress={() => void confirm(anchor.version)}>It belongs there</Button>
      ) : null}
      {canWrite ? <Button onPress={() => startEditing(editor, key)}>Shorten or mark</Button> : null}
      {state.state === "changed" && source && anchor ? (
        <Button
          onPress={go(() =>
            navigation.compareVersions(
              source.article,
              source.version,
              anchor.version,
              source.start,
            ),
          )}
        >
          Compare versions
        </Button>
      ) : null}
      {isThere ? (
        <Button onPress={go(() => navigation.openTarget({ kind: "clip", id: clip }))}>
          Show in the article
        </Button>
      ) : null}
    </div>
  );
}
