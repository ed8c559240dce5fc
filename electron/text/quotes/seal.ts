/**
 * The seal of a quote: whether the words shown in a note are the exact words of their clip. It is always
 * computed and never stored, so that it cannot be out of date.
 */
import { isMarkedEdit, reopens, withoutEdges } from "./marked-edit.ts";
import { isWord, joinDivided, tokensOf, type Token } from "./typography.ts";
import { wordDiff, type DiffPart } from "./word-diff.ts";

/** What is true of a quote, given its source. */
export interface Seal {
  /**
   * - `verbatim`: the same characters.
   * - `typography`: the same words and marks, set differently (quotation marks, dashes, spaces, soft and
   *   line-end hyphens, compatibility forms, the quotation marks around and the stop or comma at the end).
   * - `marked`: the same but for edits that are marked as the writer's.
   * - `altered`: anything else.
   */
  readonly state: "verbatim" | "typography" | "marked" | "altered";
  /** By words; one part that is kept unless the state is `marked` or `altered`. */
  readonly diff: readonly DiffPart[];
}

/**
 * Compares `quoted`, the words shown, with `source`, the exact words. All of the source must be quoted:
 * a quote that leaves out its beginning or end has to mark that too. To judge words that quote a part of
 * a longer text, find that part first (`bestPassage`).
 */
export function sealOf(source: string, quoted: string): Seal {
  const from = source.normalize("NFC");
  const shown = quoted.normalize("NFC");
  if (from.trim() === shown.trim()) return kept("verbatim", shown);
  const [fromTokens, shownTokens] = comparable(from, shown);
  const [fromBody, shownBody] = [withoutEdges(fromTokens), withoutEdges(shownTokens)];
  if (sameWords(fromBody, shownBody) && (fromBody.length > 0 || sameWords(fromTokens, shownTokens)))
    return kept("typography", shown);
  const state = isMarkedEdit(fromTokens, shownBody) ? "marked" : "altered";
  return { state, diff: wordDiff(from, fromBody, shown, shownBody) };
}

function kept(state: Seal["state"], text: string): Seal {
  return { state, diff: text === "" ? [] : [{ kind: "kept", text }] };
}

/** The tokens of both, words divided at a line end made whole where the other has them whole. */
function comparable(source: string, quoted: string): [readonly Token[], readonly Token[]] {
  const [from, shown] = [tokensOf(source), tokensOf(quoted)];
  return [joinDivided(from, wordsOf(shown)), joinDivided(shown, wordsOf(from))];
}

function wordsOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.filter(isWord).map(({ key }) => key));
}

/** Whether the tokens are the same, marks aside that open a paragraph on one side only. */
function sameWords(from: readonly Token[], shown: readonly Token[]): boolean {
  let at = 0;
  for (const each of shown) {
    let own = from[at];
    while (own !== undefined && own.key !== each.key && reopens(own)) own = from[(at += 1)];
    if (own?.key === each.key) at += 1;
    else if (!reopens(each)) return false;
  }
  return from.slice(at).every(reopens);
}
