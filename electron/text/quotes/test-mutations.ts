/**
 * Texts of our own, and what a writer may do to a quotation from them: for tests of the seal and of the
 * lookup. The same seed gives the same quotations everywhere.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const samples = join(import.meta.dirname, "../../../resources/sample/articles");

const others: readonly string[] = [
  "Der Pegel am Kai steht seit 1887. Niemand wollte glauben, dass der Bolzen sich nicht gesenkt hatte; aber die Liste von 1934 nannte 4,217 Meter, und wir haben 4,127 Meter gemessen. „Neun Zentimeter“, sagte der Ingenieur, „verschwinden nicht von selbst.“ Er zeigte auf die Fuge über dem Sockel. Sie war trocken, schmal und älter als alle Anwesenden. Wir sind dreimal hinausgegangen – bei Ebbe, bei Flut und einmal bei Nacht. Danach haben wir die Zahlen verglichen und keine einzige geändert.",
  "Le gardien n’a jamais quitté le phare pendant les onze jours de la tempête. « Je n’avais pas d’encre », écrit-il, « mais j’avais un crayon et une lanterne. » Sa fille descendait les marches à chaque marée ; elle attendait cinq vagues, puis notait la hauteur moyenne. En 1921, personne ne lui a demandé son nom. L’ingénieur a reçu 31 couronnes pour une horloge neuve. Elle n’a rien reçu, sauf un rhume et l’ordre de ne plus sortir après la nuit.",
  "El mareógrafo del muelle no se paró por falta de papel, sino porque la pluma estaba seca. ¿Quién lo había visto? Nadie, dijo el guarda, porque nadie miraba. La junta aprobó 420 coronas para la obra y 12 para el aviso en el periódico. Años después, la universidad descubrió que las lecturas a lápiz eran mejores que las impresas. No eran de un niño, como se creía, sino de una muchacha de diecisiete años que tenía frío.",
  "Смотритель записывал уровень воды каждый день в шесть часов утра. В 1921 году он не смог выйти на причал, потому что буря снесла будку и 11 футов стены. Дочь взяла фонарь и пошла вместо него. Она ждала пять волн, брала среднее и писала карандашом прямо на ступенях. Никто не поверил её листу, хотя он был точнее всех остальных.",
];

/** Scripts without spaces, with spaces, so that each letter can be changed like a word. */
const unspaced = [
  "潮位计从一八八七年开始在码头上运行。没有人愿意相信那颗铜钉没有下沉，可是一九三四年的名册写着四米二，而我们量到的是四米一。看守人说：“九厘米不会自己消失。”他指着底座上面的缝，它又干又窄，比在场的每个人都老。我们去了三次，退潮一次，涨潮一次，夜里一次，后来把数字放在一起比较，一个也没有改。",
  "検潮儀は一八八七年から桟橋の上で動いている。嵐の夜に小屋が流され、時計も紙もなくなったが、娘は灯りを持って階段を降り、五つの波を待って真ん中の高さを鉛筆で書いた。誰も彼女の名前を尋ねなかった。「九センチは勝手に消えたりしない」と技師は言い、台座の上の継ぎ目を指した。",
].map((text) => Array.from(text).join(" "));

/** The words people read in a sample file, without its markup. */
function readable(file: string): string {
  return readFileSync(join(samples, file), "utf8")
    .replace(/<head>[\s\S]*?<\/head>|<(script|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]*>|^---[\s\S]*?\n---\n|&\w+;/g, " ")
    .replace(/data:\S+/g, "")
    .replace(/[*#|]+/g, "")
    .normalize("NFC")
    .replace(/[^\S\n]+/g, " ");
}

/** Texts in several languages and scripts; letters of unspaced ones stand apart. */
export const texts: readonly string[] = [
  ...readdirSync(samples)
    .filter((file) => /\.(?:html|md|txt)$/.test(file))
    .map(readable)
    .filter((text) => !text.includes("\ufffd")),
  ...others,
  ...unspaced,
];

/** Mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
export type Random = ReturnType<typeof randomFrom>;
/** A quote as its words, with their marks; null when it cannot be changed that way. */
export type Mutation = (words: readonly string[], random: Random, strange: string) => string | null;

const put = (words: readonly string[], at: number, count: number, ...by: readonly string[]) =>
  words.toSpliced(at, count, ...by).join(" ");
/** The number of a word that is neither the first nor the last. */
const inner = (words: readonly string[], random: Random) => 1 + random(words.length - 2);
/** A word without the marks at its ends. */
export const bare = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
/** The word with its letters changed and its marks kept. */
const swapped = (word: string, by: string) =>
  bare(word) === "" ? by : word.replace(bare(word), () => by);
/** The word of that number; empty when there is none. */
export const at = (words: readonly string[], index: number) => words[index] ?? "";
const numbers =
  /^(?:one|two|three|four|five|six|seven|nine|ten|eleven|twelve|onze|elf|fünf|cinco)$/i;

/** Changes that make it say other words. */
export const altering: Readonly<Record<string, Mutation>> = {
  "word swapped": (words, random, strange) => {
    const index = inner(words, random);
    return put(words, index, 1, swapped(at(words, index), strange));
  },
  "neighbours exchanged": (words, random) => {
    const index = random(words.length - 1);
    return put(words, index, 2, at(words, index + 1), at(words, index));
  },
  "word dropped": (words, random) => put(words, inner(words, random), 1),
  "word added": (words, random, strange) => put(words, inner(words, random), 0, strange),
  negated: (words, random) => {
    const index = words.findIndex(
      (word, n) =>
        n > 0 && n < words.length - 1 && /^(?:not|no|never|nicht|pas|ne|не|No|nie)$/.test(word),
    );
    if (index > 0 && random(2) === 0) return put(words, index, 1);
    return put(
      words,
      inner(words, random),
      0,
      ["not", "nicht", "no", "pas", "не"][random(5)] ?? "not",
    );
  },
  "number changed": (words, random, strange) => {
    const found = words.flatMap((word, index) =>
      /\d/.test(word) || numbers.test(bare(word)) ? [index] : [],
    );
    const index = found[random(found.length)];
    if (index === undefined) return null;
    const word = at(words, index);
    return put(
      words,
      index,
      1,
      /\d/.test(word)
        ? word.replace(/\d/, (digit) => String((Number(digit) + 1 + random(8)) % 10))
        : swapped(word, strange === "eight" ? "thirty" : "eight"),
    );
  },
  "sentences joined": (words, random) => {
    const found = words.flatMap((word, index) =>
      /[.?!]$/.test(word) && index > 0 && index < words.length - 2 ? [index] : [],
    );
    const index = found[random(found.length)];
    if (index === undefined) return null;
    const next = at(words, index + 1);
    const lower = next.charAt(0).toLowerCase() + next.slice(1);
    const open = at(words, index).replace(/[.?!]+$/, "");
    return (
      [
        put(words, index, 2, `${open},`, lower),
        put(words, index, 2, open, "and", lower),
        put(words, index, 2, open, next),
        put(words, index, 1),
      ][random(4)] ?? null
    );
  },
  "unmarked ellipsis": (words, random) => {
    const count = 2 + random(Math.min(8, words.length - 4));
    return put(words, 1 + random(words.length - count - 1), count);
  },
};

/** Changes of how it is set. */
export const typographic: Readonly<Record<string, Mutation>> = {
  nothing: (words) => words.join(" "),
  "quotation marks": (words, random) => {
    const [open, close] = ["“”", "«»", "„“", '""', "‘’", "「」"][random(6)] ?? "“”";
    return words
      .join(" ")
      .replace(/[“„«]/g, open ?? "")
      .replace(/[”»]/g, close ?? "")
      .replace(/(?<=\p{L})['’](?=\p{L})/gu, random(2) === 0 ? "'" : "’");
  },
  "in quotation marks": (words, random) => {
    const [open, close] = ["“”", "«»", "„“", '""'][random(4)] ?? "“”";
    return `${open}${words.join(" ")}${close}`;
  },
  dashes: (words, random) =>
    words.join(" ").replace(/ ?[–—] ?/g, [" – ", "—", " -- ", " - "][random(4)] ?? "—"),
  spaces: (words, random) =>
    words.join([" ", "  ", "\u00a0", "\n", "\u2009", "\u200b "][random(6)]),
  "soft hyphens": (words) =>
    words.map((word) => word.replace(/(?<=\p{L}{3})(?=\p{L}{3})/gu, "\u00ad")).join(" "),
  "line-end hyphen": (words, random) => {
    const index = words.findIndex((word, n) => n >= random(4) && /^\p{L}{7,}$/u.test(word));
    const word = at(words, index);
    return index < 0 ? null : put(words, index, 1, `${word.slice(0, 3)}-\n${word.slice(3)}`);
  },
  ligatures: (words) => words.join(" ").replaceAll("fi", "ﬁ").replaceAll("fl", "ﬂ"),
  "combining marks": (words) => words.join(" ").normalize("NFD"),
  "stop at the end": (words, random) =>
    words
      .join(" ")
      .replace(/[.,;:]?$/, (mark) => (mark === "" ? "," : ([",", ""][random(2)] ?? ""))),
};

/** Changes that are marked as the writer's. */
export const marking: Readonly<Record<string, Mutation>> = {
  "[…]": (words, random) => {
    const count = 1 + random(words.length - 4);
    return put(
      words,
      2 + random(words.length - count - 3),
      count,
      ["[…]", "[...]", "(…)", "[. . .]"][random(4)] ?? "[…]",
    );
  },
  "… between spaces": (words, random) => {
    const count = 1 + random(words.length - 4);
    return put(
      words,
      2 + random(words.length - count - 3),
      count,
      ["…", "...", ". . ."][random(3)] ?? "…",
    );
  },
  "… at an end": (words, random) => {
    const count = 1 + random(words.length - 4);
    return random(2) === 0
      ? `… ${words.slice(count).join(" ")}`
      : `${words.slice(0, -count).join(" ")} […]`;
  },
  "two omissions": (words, random) => {
    if (words.length < 12) return null;
    const [first, second] = [2 + random(2), words.length - 4 - random(2)];
    return words.toSpliced(second, 1, "[…]").toSpliced(first, 2, "…").join(" ");
  },
  "[the minister]": (words, random) =>
    put(words, inner(words, random), 1 + random(2), "[the minister of ports]"),
  "[sic]": (words, random) => put(words, inner(words, random), 0, "[sic]"),
  "[emphasis added]": (words) => `${words.join(" ")} [emphasis added]`,
  "[T]he": (words) => {
    const [first] = words;
    const letter = first?.charAt(0) ?? "";
    const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
    return /^\p{L}{2}/u.test(first ?? "") && letter !== other
      ? put(words, 0, 1, `[${other}]${first?.slice(1)}`)
      : null;
  },
  "walk[ed]": (words, random) => {
    const index = inner(words, random);
    const word = at(words, index);
    return /^\p{L}{5,}$/u.test(word) ? put(words, index, 1, `${word.slice(0, -2)}[xyz]`) : null;
  },
};
