/** What is true of a quote in sentences, with the words of both sides. */
import { Fragment } from "react";
import type { QuoteDiffPart, QuoteState } from "../../../electron/api.ts";
import { sealOf } from "../../../electron/text/quotes/seal.ts";
import { stateKey } from "./clip-quote-view.ts";

const sentences: { readonly [State in ReturnType<typeof stateKey>]: string } = {
  verbatim: "These are the exact words of the source.",
  typography: "The same words as in the source, set in other typography.",
  marked: "Edited, and every edit is marked as the writer’s.",
  altered: "These are not the words of the source, and no mark says so.",
  kept: "Not the words of the source, and kept so. A copy of it says “altered”.",
  changed: "The newest version of the article says something else in this place.",
  missing: "The clip or its article is in the trash or gone. The words stay as they were.",
};
const lost = "The newest version of the article does not have these words any more.";

/** Shows a state: a sentence, and the words where two texts differ. */
export function SealText({ state }: { readonly state: QuoteState }) {
  const shown = stateKey(state);
  const isLost = shown === "changed" && state.now === null;
  return (
    <>
      <p className="seal-sentence">{isLost ? lost : sentences[shown]}</p>
      {shown === "changed" ? <Changed state={state} /> : <Edited state={state} />}
    </>
  );
}

/** Every edit in one text. */
function Edited({ state }: { readonly state: QuoteState }) {
  if (state.wording === "verbatim" || state.wording === "typography") return null;
  return <Diff label="What was changed" parts={state.diff} />;
}

/** The words that were clipped, and what stands there today. */
function Changed({ state }: { readonly state: QuoteState }) {
  const { exact, now } = state;
  if (exact === null) return null;
  return (
    <dl className="seal-versions">
      <dt>When it was clipped</dt>
      <dd>{exact}</dd>
      {now === null ? null : (
        <>
          <dt>In the newest version</dt>
          <dd>
            <Diff label="What is different there" parts={sealOf(exact, now).diff} />
          </dd>
        </>
      )}
    </dl>
  );
}

interface DiffProps {
  readonly label: string;
  readonly parts: readonly QuoteDiffPart[];
}

/** Words left out struck through, words put in underlined. */
function Diff({ label, parts }: DiffProps) {
  return (
    // It scrolls when it is long, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="seal-diff" role="group" aria-label={label} tabIndex={0}>
      {spaced(parts).map(({ kind, gap, text, at }) => (
        <Fragment key={at}>
          {gap}
          {kind === "removed" ? <del>{text}</del> : kind === "added" ? <ins>{text}</ins> : text}
        </Fragment>
      ))}
    </div>
  );
}

/** The parts with their places; the space before each stands outside it, also before struck words. */
function spaced(parts: readonly QuoteDiffPart[]) {
  return parts.map(({ kind, text }, at) => {
    const words = text.trimStart();
    const isGapLost = kind === "removed" && at > 0 && /^[\p{L}\p{N}]/u.test(text);
    const isGapThere = /\s$/.test(parts[at - 1]?.text ?? " ");
    const gap = isGapLost && !isGapThere ? " " : text.slice(0, text.length - words.length);
    return { kind, gap, text: words, at };
  });
}
