/** The sum of a note's quotes, under its title. */
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import type { LexicalEditor } from "lexical";
import { countsSentence, countStates } from "../../../electron/text/quotes/quote-state.ts";
import { keysFor, keysLabel, runCommand } from "../../commands.ts";
import { sealsOf } from "./seal.ts";

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;

/** Nothing while the note has no quotes. A press checks them. */
export function SealSummary({ editor }: { readonly editor: LexicalEditor }) {
  const quotes = useSignalValue(sealsOf(editor).quotes);
  const counts = countStates(quotes.map(({ state }) => state));
  const sentence = countsSentence(counts);
  if (sentence === "") return null;
  const isGood = counts.altered + counts.changed + counts.missing === 0;
  return (
    <button
      type="button"
      className="seal-summary"
      data-state={isGood ? "good" : "asks"}
      title={`Check quotes (${keysLabel(keysFor("note.checkQuotes"))})`}
      onClick={() => runCommand("note.checkQuotes")}
    >
      {isGood ? <ShieldCheck {...icon} /> : <ShieldAlert {...icon} />}
      {sentence}
    </button>
  );
}
