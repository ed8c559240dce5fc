/**
 * Articles without meaning but with the statistics of prose: a vocabulary in which the n-th word is
 * about n times rarer than the first, sentences and paragraphs of natural length. The same seed makes
 * the same articles on every machine.
 */

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The commonest words of English make up the head, so that queries look like queries. */
const head =
  "the of and to in a is that for it was on with as be at by this had not are but from or have an they which one you were all her she there would their we him been has when who will no more if out so said what up its about than into them can only other new some time could these two may then do first any my now such like our over man me even most made after also did many before must through back years where much your way well down should because long each just state those people how too little good world make very year still see own work men day get here old life both between being under never same another know while last might us great go come since against right take three states himself house during without again place around however home small found Mrs thought went say part once general high upon school every".split(
    " ",
  );
const onsets = ["b", "br", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st"];
const vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const codas = ["", "", "n", "r", "l", "s", "t", "nd", "ck", "m"];

export interface Vocabulary {
  /** Most frequent first. */
  readonly words: readonly string[];
  /** A word drawn by frequency. */
  readonly draw: (random: () => number) => string;
}

/** A vocabulary of `size` different words. */
export function makeVocabulary(size: number, seed: number): Vocabulary {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  const words = new Set(head);
  while (words.size < size) {
    const syllables = 1 + Math.floor(random() * 3);
    let word = "";
    for (let at = 0; at < syllables; at++) word += pick(onsets) + pick(vowels) + pick(codas);
    if (word.length > 2) words.add(word);
  }
  const list = [...words].slice(0, size);
  let sum = 0;
  const upTo = list.map((_, rank) => (sum += 1 / (rank + 2.7)));
  return {
    words: list,
    draw(random) {
      const wanted = random() * sum;
      let low = 0;
      let high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      return list[low] ?? "";
    },
  };
}

export interface GeneratedArticle {
  readonly title: string;
  readonly author: string;
  /** ISO date. */
  readonly published: string;
  readonly paragraphs: readonly string[];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** An article of at least `words` words. */
export function makeArticle(vocabulary: Vocabulary, seed: number, words: number): GeneratedArticle {
  const random = randomFrom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const some = (count: number) =>
    Array.from({ length: count }, () => vocabulary.draw(random)).join(" ");
  const sentence = () => {
    const first = some(between(3, 14));
    const whole = random() < 0.4 ? `${first}, ${some(between(3, 12))}` : first;
    return `${capital(whole)}.`;
  };
  const paragraphs: string[] = [];
  for (let written = 0; written < words;) {
    const paragraph = Array.from({ length: between(2, 6) }, sentence).join(" ");
    paragraphs.push(paragraph);
    written += paragraph.split(" ").length;
  }
  const day = new Date(Date.UTC(1990 + between(0, 35), between(0, 11), between(1, 28)));
  return {
    title: capital(some(between(4, 9))),
    author: `${capital(some(1))} ${capital(some(1))}`,
    published: day.toISOString().slice(0, 10),
    paragraphs,
  };
}

/** How long articles are: most near 600 words, some several times that. */
export function articleLength(random: () => number): number {
  return Math.round(250 + 450 * -Math.log(1 - random()));
}

const links = (count: number, area: string): string =>
  Array.from(
    { length: count },
    (_, at) => `<li><a href="/${area}/${at}">${area} ${at}</a></li>`,
  ).join("");

/** The article as a page saved from a news site, with what surrounds articles there. */
export function asPage({ title, author, published, paragraphs }: GeneratedArticle): string {
  const body = paragraphs
    .map(
      (text, at) =>
        (at % 6 === 5 ? `<h2>${text.split(" ").slice(0, 5).join(" ")}</h2>` : "") +
        `<p>${text}</p>`,
    )
    .join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | The Daily Bench</title>
<meta property="og:title" content="${title}"><meta property="og:site_name" content="The Daily Bench">
<meta name="author" content="${author}"><meta property="article:published_time" content="${published}">
<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: title, datePublished: published, author: { name: author } })}</script>
<style>${".rule{margin:0;padding:0}".repeat(60)}</style></head><body>
<header><nav><ul>${links(24, "section")}</ul></nav></header><main><article><h1>${title}</h1>
<p class="byline">By ${author}</p>${body}</article>
<aside><ul>${links(20, "related")}</ul></aside></main><footer><ul>${links(30, "about")}</ul></footer></body></html>`;
}

/** The article as Markdown with front matter. */
export function asMarkdown({ title, author, published, paragraphs }: GeneratedArticle): string {
  return `---\ntitle: ${title}\nauthor: ${author}\ndate: ${published}\n---\n\n${paragraphs.join("\n\n")}\n`;
}

/** The article as plain text. */
export function asText({ title, paragraphs }: GeneratedArticle): string {
  return `${title}\n\n${paragraphs.join("\n\n")}\n`;
}
