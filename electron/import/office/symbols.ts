/** Characters of the Symbol and Wingdings fonts, which have codes of their own. */

/** Adobe's Symbol encoding from 0x20 to 0x7e. */
const low =
  " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
/** From 0xa1 to 0xfe; a space stands for pieces of large brackets, which are no text. */
const high =
  "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫⌠⎮⌡         ";
const wingdings: ReadonlyMap<number, string> = new Map([
  [0x6c, "●"],
  [0x6e, "■"],
  [0x6f, "□"],
  [0x71, "❑"],
  [0x76, "❖"],
  [0xa7, "▪"],
  [0xa8, "◻"],
  [0xd8, "➢"],
  [0xe0, "→"],
  [0xe8, "➔"],
  [0xfb, "✗"],
  [0xfc, "✓"],
  [0xfd, "☒"],
  [0xfe, "☑"],
]);

/** The text of a code in such a font; � for a sign that has no character. */
export function symbolText(font: string, code: number): string {
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) return "\ufffd";
  const at = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (/^wingdings/i.test(font)) return wingdings.get(at) ?? "\ufffd";
  if (/^symbol/i.test(font)) {
    if (at >= 0x20 && at <= 0x7e) return low.charAt(at - 0x20);
    if (at >= 0xa1 && at <= 0xfe) return high.charAt(at - 0xa1);
  }
  return code >= 0xd800 && code <= 0xf8ff ? "\ufffd" : String.fromCharCode(code);
}
