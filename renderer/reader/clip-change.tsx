/** What became of a clip in the version that shows, and what can be said about it. */
import { useMemo } from "react";
import type { Clip } from "../../electron/api.ts";
import { tokensOf } from "../../electron/text/quotes/typography.ts";
import { wordDiff, type DiffPart } from "../../electron/text/quotes/word-diff.ts";
import { Button } from "../ui/button.tsx";
import type { ClipActions } from "./actions.ts";
import { stateOf } from "../anchor-state.ts";
import { StateMark } from "./state-mark.tsx";

export interface ClipChangeProps {
  readonly clip: Clip;
  readonly actions: ClipActions;
  /** Leaves it undecided. */
  readonly onLeave: () => void;
}

/** A longer clip is compared in the view of both versions only, in units. */
const longest = 20_000;

/** Both texts with what differs, the question, and the answers; nothing for a clip of this version. */
export function ClipChange({ clip, actions, onLeave }: ClipChangeProps) {
  const state = stateOf(clip);
  if (state === "own") return null;
  const { settle } = actions;
  const question = state === "changed" && settle !== null;
  return (
    <div className="reader-change" data-state={state}>
      <p className="reader-change-state">
        <StateMark clip={clip} />
      </p>
      {clip.anchor.words === null ? null : <BothTexts was={clip.quote} is={clip.anchor.words} />}
      {question ? <p className="reader-change-question">Still the right place?</p> : null}
      <div className="reader-change-answers">
        {question ? (
          <Button onPress={() => settle.confirm(clip)} variant="primary">
            Yes
          </Button>
        ) : null}
        {settle === null ? null : (
          <Button
            variant={state === "lost" ? "primary" : "plain"}
            onPress={() => settle.attach(clip)}
          >
            {state === "lost" ? "Re-attach" : "Choose again"}
          </Button>
        )}
        {question ? (
          <Button variant="quiet" onPress={onLeave}>
            Leave
          </Button>
        ) : null}
        <Button variant="quiet" onPress={() => actions.showOwn(clip)}>
          Show where it was made
        </Button>
      </div>
    </div>
  );
}

/** What the clip says and what stands there now, one under the other. */
function BothTexts({ was, is }: { readonly was: string; readonly is: string }) {
  const parts = useMemo<readonly DiffPart[]>(
    () =>
      was.length + is.length > longest
        ? [
            { kind: "removed", text: was },
            { kind: "added", text: is },
          ]
        : wordDiff(was, tokensOf(was), is, tokensOf(is)),
    [was, is],
  );
  return (
    <dl className="reader-change-texts">
      <dt>Clipped</dt>
      <dd>
        {parts.map((part, at) =>
          part.kind === "added" ? null : <Part key={at} part={part} as="del" />,
        )}
      </dd>
      <dt>Now</dt>
      <dd>
        {parts.map((part, at) =>
          part.kind === "removed" ? null : <Part key={at} part={part} as="ins" />,
        )}
      </dd>
    </dl>
  );
}

function Part({ part, as: Element }: { readonly part: DiffPart; readonly as: "del" | "ins" }) {
  if (part.kind === "kept") return <span>{part.text}</span>;
  // Removed words come without the space around them, added ones with that in front.
  const isSpaced = part.kind === "removed" || /^\s/.test(part.text);
  return (
    <>
      {isSpaced ? " " : null}
      <Element>{part.text.trimStart()}</Element>
      {part.kind === "removed" ? " " : null}
    </>
  );
}
