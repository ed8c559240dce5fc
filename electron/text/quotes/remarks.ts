/**
 * The gist of what importing did to a file. Importers say each thing in a sentence of its own, in one
 * of two forms (import/losses.ts): “3 scripts were left out: …” or any other sentence.
 */

const leftOut = /^(\d[\d,]*) (.+?) (?:was|were) left out\b/;

/**
 * All remarks in one line: `Left out: 3 scripts, 12 pictures. 1 table was read as paragraphs.` Losses of
 * the same things are added up; of other sentences the explanations go. Empty for none.
 */
export function briefly(sentences: readonly string[]): string {
  const losses = new Map<string, { count: number; one: string; many: string }>();
  const others: string[] = [];
  for (const sentence of sentences) {
    const [, digits, thing] = leftOut.exec(sentence) ?? [];
    if (digits === undefined || thing === undefined) others.push(withoutReasons(sentence));
    else addLoss(losses, Number(digits.replaceAll(",", "")), thing);
  }
  const things = [...losses.values()].map(
    ({ count, one, many }) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`,
  );
  const lost = things.length === 0 ? [] : [`Left out: ${things.join(", ")}.`];
  return [...lost, ...others].join(" ");
}

function addLoss(
  losses: Map<string, { count: number; one: string; many: string }>,
  count: number,
  thing: string,
): void {
  const bare = thing.replace(/,.*$| \(.*$/, "");
  const one = count === 1 ? bare : bare.replace(/s(?= of | in |$)/, "");
  const many = count === 1 ? bare.replace(/(?= of | in |$)/, "s") : bare;
  const known = losses.get(one);
  if (known) known.count += count;
  else losses.set(one, { count, one, many });
}

/** `2 links to other files were made plain text.` stays; what is in brackets or after a colon goes. */
function withoutReasons(sentence: string): string {
  const gist = sentence
    .replace(/ \([^()]*\)/g, "")
    .replace(/(?:, (?:because|which|such as)|[:;]).*$/s, "");
  return gist.endsWith(".") ? gist : `${gist}.`;
}
