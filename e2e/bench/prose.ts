/**
 * Articles that share what real ones share: words that like to follow each other, turns of phrase, closing
 * paragraphs of a publisher, passages taken over from another article; and contractions, numbers and names
 * in other scripts. The same seed makes the same texts everywhere.
 */
import { articleLength, makeVocabulary, randomFrom } from "./generate.ts";

type Random = () => number;

const vocabularySize = 30_000;
/** Words that like to follow a word, the first of them most. */
const followers = 12;
/** How often the next word is one of those. */
const habit = 0.45;
const turns = 3_000;
const closings = 60;
/** One article in so many is written in a script without spaces, and one has names in other scripts. */
const everyUnspaced = 50;
const everyMixed = 40;
/** One in so many takes paragraphs over from an article before it. */
const everyCopy = 25;
const names = [
  "Ελευθερία",
  "Вознесенский",
  "東京電力",
  "국립중앙도서관",
  "北京大学",
  "Łódź",
  "São",
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** A number below `count`, the low ones more often: the n-th about n times rarer than the first. */
const zipf = (count: number, random: Random): number =>
  Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1))) - 1);

/** The text of each article by its number. */
export function proseSource(seed: number): (index: number) => string {
  const vocabulary = makeVocabulary(vocabularySize, seed);
  const follow = new Map<string, readonly string[]>();
  const rankOf = new Map(vocabulary.words.map((word, rank) => [word, rank]));
  const followersOf = (word: string): readonly string[] => {
    const known = follow.get(word);
    if (known !== undefined) return known;
    const random = randomFrom(seed * 31 + (rankOf.get(word) ?? 0));
    const made = Array.from({ length: followers }, () => vocabulary.draw(random));
    follow.set(word, made);
    return made;
  };
  const wordsOf = (count: number, random: Random): readonly string[] => {
    const words = [vocabulary.draw(random)];
    while (words.length < count) {
      const last = words.at(-1) ?? "";
      const next = random() < habit ? followersOf(last)[zipf(followers, random)] : undefined;
      words.push(next ?? vocabulary.draw(random));
    }
    return words;
  };
  const dressed = (word: string, random: Random): string => {
    const chance = random();
    if (chance < 0.012) return `${word}’s`;
    if (chance < 0.02) return ["don’t", "wasn’t", "it’s", "they’d"][Math.floor(random() * 4)] ?? "";
    if (chance < 0.026) return String(1850 + Math.floor(random() * 175));
    if (chance < 0.032)
      return `${1 + Math.floor(random() * 90)},${100 + Math.floor(random() * 900)}`;
    if (chance < 0.035) return `${Math.floor(random() * 90)}.${Math.floor(random() * 10)}`;
    return word;
  };
  const fixed = randomFrom(seed);
  const phrases = Array.from({ length: turns }, () =>
    wordsOf(3 + Math.floor(fixed() * 6), fixed).join(" "),
  );
  const sentence = (random: Random): string => {
    const words = wordsOf(5 + Math.floor(random() * 20), random).map((word) =>
      dressed(word, random),
    );
    if (random() < 0.35)
      words.splice(Math.floor(random() * words.length), 0, phrases[zipf(turns, random)] ?? "");
    if (words.length > 10 && random() < 0.5) words[5] += ",";
    return `${capital(words.join(" "))}.`;
  };
  const paragraph = (random: Random): string =>
    Array.from({ length: 2 + Math.floor(random() * 5) }, () => sentence(random)).join(" ");
  const closing = Array.from({ length: closings }, () => paragraph(fixed));

  const own = (index: number): readonly string[] => {
    const random = randomFrom(seed * 1_000_003 + index);
    if (index % everyUnspaced === everyUnspaced - 1) return unspacedText(random);
    const length = articleLength(random) * 6;
    const paragraphs: string[] = [];
    for (let units = 0; units < length; units += paragraphs.at(-1)?.length ?? length)
      paragraphs.push(paragraph(random));
    if (index % everyMixed === 7)
      paragraphs.push(
        names
          .map((name) => `${wordsOf(4, random).join(" ")} ${name} ${wordsOf(4, random).join(" ")}`)
          .join(", "),
      );
    if (random() < 0.3) paragraphs.push(closing[zipf(closings, random)] ?? "");
    return paragraphs;
  };
  return (index) => {
    const paragraphs = own(index);
    const from = index - (index % 97) - 1;
    const taken = index % everyCopy === 3 && from > 0 ? own(from).slice(0, 2) : [];
    return [...paragraphs.slice(0, 1), ...taken, ...paragraphs.slice(1)].join("\n");
  };
}

/** Paragraphs of Chinese characters, common ones far more often than others, and pairs that go together. */
function unspacedText(random: Random): readonly string[] {
  const letter = () => 0x4e00 + Math.floor(3_000 * random() ** 3);
  const sentence = () => {
    const letters: number[] = [letter()];
    const length = 8 + Math.floor(random() * 24);
    while (letters.length < length) {
      const last = letters.at(-1) ?? 0;
      letters.push(
        random() < 0.4 ? 0x4e00 + ((last * 7 + Math.floor(random() * 3)) % 3_000) : letter(),
      );
    }
    return `${String.fromCodePoint(...letters)}。`;
  };
  const paragraph = () => Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join("");
  return Array.from({ length: 8 }, paragraph);
}
