/** The signs by which writers of different countries say that a quotation was edited. */
import { isWord, type Token } from "./typography.ts";

/** A remark has few words: "emphasis in the original", "Hervorhebungen durch den Verfasser". */
const mostRemarked = 6;
const emphasis =
  /^(?:emphas[ie]s|italics?|kursiv\p{L}*|hervorhebung\p{L}*|herv|hervorh|souligné\p{L}*|souligne|cursivas?|énfasis|corsiv[oi]|wyróżnieni[ae]|podkreśleni[ae]|курсив|выделено)$/iu;
const english = /^(?:emphas[ie]s|italics?)$/iu;
const owners = /^(?:my|our|original|je|les|nous|all)$/iu;
const saidOfIt =
  /^(?:added|mine|ours|my|own|supplied|original|in|the|by|author|author's|removed|omitted|are|is|were|was|\p{Lu})$/iu;

/** What stands in brackets for words left out: dots, the dashes of Sweden and Poland, the 中略 of Japan. */
export function isOmitted(keys: readonly string[]): boolean {
  if (keys.length === 0) return false;
  return keys.every((key) => /^[….-]$/.test(key)) || /^[前中後后下上]略$/.test(keys.join(""));
}

/** "emphasis added", "Hervorhebung im Original": said of the quotation, and no words of it. */
export function isRemark(keys: readonly string[]): boolean {
  if (/^(?:傍点|強調|着重号)/.test(keys.join("")) && keys.length <= 2 * mostRemarked) return true;
  const words = keys.filter((key) => /\p{L}/u.test(key));
  if (words.length > mostRemarked) return false;
  const at = words.findIndex((word) => emphasis.test(word));
  if (at < 0 || !words.slice(0, at).every((word) => owners.test(word))) return false;
  return !english.test(words[at] ?? "") || words.slice(at + 1).every((word) => saidOfIt.test(word));
}

/** Behind "- - -" or "* * *", which stand for words left out; `index` where there is no such row. */
export function rowFrom(quoted: readonly Token[], index: number): number {
  const first = quoted[index];
  if (first === undefined || isWord(first) || !/^[-*]$/.test(first.key)) return index;
  let next = index + 1;
  while (quoted[next]?.key === first.key) next += 1;
  return next - index >= 3 ? next : index;
}
