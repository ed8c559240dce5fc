const kinds: readonly (readonly [RegExp, string])[] = [
  [/["“”„‟«»‹›‘’‚‛ʼ`´]/g, "'"],
  [/[‐‑‒–—―−]/g, "-"],
  [/\s/g, " "],
];

/**
 * A text with one kind of quotation mark, dash and space, for seeing at a glance whether words stand in it:
 * all offsets stay. What else typography may change is told by comparing tokens.
 */
export function plainMarks(text: string): string {
  return kinds.reduce((plain, [kind, mark]) => plain.replace(kind, mark), text);
}
