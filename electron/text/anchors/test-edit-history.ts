/**
 * Articles of our own that are edited, revision after revision, while every word keeps its identity: what
 * became of a clip is known, whatever a comparison of the texts would say.
 */

/** A word; a changed one keeps its id, a new one gets its own. `after` is the punctuation behind it. */
interface Word {
  readonly id: number;
  readonly text: string;
  readonly after: string;
}

interface Sentence {
  readonly words: readonly Word[];
  /** A copy of it was made: taking the first away would be a move by another name. */
  readonly copied: boolean;
}

type Article = readonly (readonly Sentence[])[];

/** An article as text, and where each word stands, by id. */
export interface Rendered {
  readonly text: string;
  readonly places: ReadonlyMap<number, readonly [start: number, end: number]>;
  /** The words in their order, sentence by sentence. */
  readonly sentences: readonly (readonly number[])[];
}

export type Random = () => number;

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const list = (words: string): readonly string[] => words.split(" ");
const nouns = list(
  "harbour keeper gauge tide pier lantern parish ledger engineer clerk storm quarry granite chapel school orchard river mill bridge letter council widow captain barge rope sailor island meadow fever doctor archive map survey road market grain winter harvest tax court judge witness claim boundary hedge farmer tenant landlord strike union printer newspaper editor photograph museum curator bequest library catalogue shelf reader scholar theory experiment instrument clock pendulum error table figure column estimate method sample ocean current sediment core glacier valley village census birth marriage burial register priest bell tower mason stone wall roof timber forest charcoal furnace iron rail engine signal station passenger timetable coast lighthouse fog vessel cargo wreck insurer premium bank note debt merchant warehouse fire pump well spring drought famine relief ship emigrant letterbook memory rumour song ballad",
);
const verbs = list(
  "measured recorded described questioned doubted repaired abandoned copied corrected mentioned ignored carried followed reached crossed flooded lost found kept sold bought drew painted counted compared revised published denied confirmed remembered explained reported noticed blamed defended praised feared opened closed rebuilt inherited borrowed returned shifted lifted lowered marked dated signed sealed burned buried",
);
const adjectives = list(
  "old narrow quiet public private early late northern southern eastern wooden broken careful careless faithful doubtful heavy light sudden gradual annual local foreign careworn official handwritten printed forgotten famous ordinary remarkable damp cold bitter generous stubborn patient hurried distant nearby low high shallow deep",
);
const adverbs = list("slowly twice plainly rarely often carefully again never almost always soon");
const places = [
  "in the spring of 1921",
  "on the north side",
  "under the bridge",
  "after the second inquiry",
  "before the war",
  "near the church",
  "at the end of the month",
  "in his own hand",
  "for eleven years",
  "without any comment",
  "by candlelight",
  "between two tides",
  "in a letter to his sister",
  "on market days",
];
const openings = ["", "", "", "", "However,", "In that year", "Nobody disputed that", "Even so,"];
const joints = ["and", "but", "because", "although", "while", "so that", "until"];

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("Expected something to pick from.");
  return item;
}

function nounPhrase(random: Random): string {
  const article = pick(["the", "the", "the", "a", "his", "their", "this", "every"], random);
  const adjective = random() < 0.55 ? `${pick(adjectives, random)} ` : "";
  const of = random() < 0.25 ? ` of the ${pick(nouns, random)}` : "";
  return `${article} ${adjective}${pick(nouns, random)}${of}`;
}

function clause(random: Random): string {
  const adverb = random() < 0.3 ? `${pick(adverbs, random)} ` : "";
  const place = random() < 0.45 ? ` ${pick(places, random)}` : "";
  return `${nounPhrase(random)} ${adverb}${pick(verbs, random)} ${nounPhrase(random)}${place}`;
}

function sentenceText(random: Random): string {
  const joint = random() < 0.6 ? `, ${pick(joints, random)} ${clause(random)}` : "";
  const text = `${pick(openings, random)} ${clause(random)}${joint}.`.trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One article and its next revisions. */
export class EditHistory {
  private article: Article;
  private nextId = 0;
  private readonly random: Random;

  constructor(seed: number, paragraphs: number) {
    this.random = seeded(seed);
    this.article = Array.from({ length: paragraphs }, () => this.newParagraph());
    // An article that says some things twice from the start.
    for (let times = 0; times < 4; times += 1) this.copySentence(false);
  }

  /** The article as it now stands, paragraphs as lines. */
  render(): Rendered {
    const positions = new Map<number, readonly [number, number]>();
    let text = "";
    for (const [number, paragraph] of this.article.entries()) {
      if (number > 0) text += "\n";
      for (const [index, word] of paragraph.flatMap(({ words }) => words).entries()) {
        if (index > 0) text += " ";
        positions.set(word.id, [text.length, text.length + word.text.length]);
        text += word.text + word.after;
      }
    }
    const sentences = this.article.flat().map(({ words }) => words.map(({ id }) => id));
    return { text, places: positions, sentences };
  }

  /** Makes the next revision, by `edits` edits of all kinds. */
  revise(edits: number): void {
    const kinds: readonly (readonly [number, () => void])[] = [
      [20, () => this.editWords((words) => this.misspell(words))],
      [14, () => this.editWords((words) => this.substitute(words, 1 + this.below(3)))],
      [10, () => this.editWords((words) => this.insert(words, 1 + this.below(4)))],
      [8, () => this.editWords((words) => this.omit(words, 1 + this.below(3)))],
      [6, () => this.editWords((words) => this.rewrite(words))],
      [8, () => this.removeSentence(false)],
      [5, () => this.removeSentence(true)],
      [6, () => this.insertSentence(this.newSentence())],
      [6, () => this.moveSentence((sentence) => sentence)],
      [
        2,
        () =>
          this.moveSentence((sentence) => ({ ...sentence, words: this.misspell(sentence.words) })),
      ],
      [2, () => this.copySentence(true)],
      [2, () => this.moveParagraph()],
      [1, () => this.removeParagraph()],
      [2, () => this.insertParagraph()],
      [2, () => this.splitParagraph()],
      [2, () => this.mergeParagraphs()],
    ];
    const all = kinds.reduce((sum, [weight]) => sum + weight, 0);
    for (let edit = 0; edit < edits; edit += 1) {
      let at = this.random() * all;
      const [, apply] = kinds.find(([weight]) => (at -= weight) < 0) ?? kinds[0] ?? [0, () => {}];
      apply();
    }
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private newWord(text: string, after = ""): Word {
    return { id: this.nextId++, text, after };
  }

  private wordsOf(text: string): readonly Word[] {
    return text.split(" ").map((piece) => {
      const word = piece.replace(/[,.]$/, "");
      return this.newWord(word, piece.slice(word.length));
    });
  }

  private newSentence(): Sentence {
    return { words: this.wordsOf(sentenceText(this.random)), copied: false };
  }

  private newParagraph(): readonly Sentence[] {
    return Array.from({ length: 2 + this.below(5) }, () => this.newSentence());
  }

  private put(paragraph: number, sentences: readonly Sentence[]): void {
    this.article =
      sentences.length === 0
        ? this.article.filter((_, index) => index !== paragraph)
        : this.article.with(paragraph, sentences);
  }

  private somewhere(): { paragraph: number; index: number; sentence: Sentence } {
    const paragraph = this.below(this.article.length);
    const sentences = this.article[paragraph] ?? [];
    const index = this.below(sentences.length);
    return { paragraph, index, sentence: sentences[index] ?? this.newSentence() };
  }

  private editWords(edit: (words: readonly Word[]) => readonly Word[]): void {
    const { paragraph, index, sentence } = this.somewhere();
    const changed = { ...sentence, words: edit(sentence.words) };
    this.put(paragraph, (this.article[paragraph] ?? []).with(index, changed));
  }

  private misspell(words: readonly Word[]): readonly Word[] {
    const at = this.below(words.length);
    const word = words[at];
    if (word === undefined || word.text.length < 4) return words;
    const cut = 1 + this.below(word.text.length - 2);
    const text =
      this.random() < 0.5
        ? word.text.slice(0, cut) + word.text.slice(cut + 1)
        : word.text.slice(0, cut) + word.text.charAt(cut) + word.text.slice(cut);
    return words.with(at, { ...word, text });
  }

  private substitute(words: readonly Word[], count: number): readonly Word[] {
    const from = this.below(words.length);
    return words.map((word, index) =>
      index >= from && index < from + count ? { ...word, text: this.otherWord() } : word,
    );
  }

  private otherWord(): string {
    return pick([nouns, adjectives, verbs, adverbs, joints][this.below(5)] ?? nouns, this.random);
  }

  private insert(words: readonly Word[], count: number): readonly Word[] {
    const at = this.below(words.length);
    const added = Array.from({ length: count }, () => this.newWord(this.otherWord()));
    return words.toSpliced(at, 0, ...added);
  }

  private omit(words: readonly Word[], count: number): readonly Word[] {
    if (words.length < count + 3) return words;
    const at = this.below(words.length - count);
    return words.toSpliced(at, count);
  }

  private rewrite(words: readonly Word[]): readonly Word[] {
    const changed = words.map((word) =>
      this.random() < 0.35 ? { ...word, text: this.otherWord() } : word,
    );
    return this.insert(changed, 2 + this.below(4));
  }

  private removeSentence(replace: boolean): void {
    const { paragraph, index, sentence } = this.somewhere();
    if (sentence.copied || this.article.flat().length < 8) return;
    const others = replace ? [this.newSentence()] : [];
    this.put(paragraph, (this.article[paragraph] ?? []).toSpliced(index, 1, ...others));
  }

  private insertSentence(sentence: Sentence): void {
    const { paragraph, index } = this.somewhere();
    this.put(paragraph, (this.article[paragraph] ?? []).toSpliced(index, 0, sentence));
  }

  private moveSentence(edit: (sentence: Sentence) => Sentence): void {
    const { paragraph, index, sentence } = this.somewhere();
    this.put(paragraph, (this.article[paragraph] ?? []).toSpliced(index, 1));
    this.insertSentence(edit(sentence));
  }

  private copySentence(asCopy: boolean): void {
    const { paragraph, index, sentence } = this.somewhere();
    const words = sentence.words.map((word) => ({ ...word, id: this.nextId++ }));
    if (asCopy)
      this.put(
        paragraph,
        (this.article[paragraph] ?? []).with(index, { ...sentence, copied: true }),
      );
    this.insertSentence({ words, copied: false });
  }

  private moveParagraph(): void {
    const at = this.below(this.article.length);
    const moved = this.article.slice(at, at + 1);
    const rest = this.article.toSpliced(at, 1);
    this.article = rest.toSpliced(this.below(rest.length + 1), 0, ...moved);
  }

  private removeParagraph(): void {
    const at = this.below(this.article.length);
    if (this.article.length < 6 || this.article[at]?.some(({ copied }) => copied)) return;
    this.article = this.article.toSpliced(at, 1);
  }

  private insertParagraph(): void {
    const at = this.below(this.article.length + 1);
    this.article = this.article.toSpliced(at, 0, this.newParagraph());
  }

  private splitParagraph(): void {
    const at = this.below(this.article.length);
    const sentences = this.article[at] ?? [];
    if (sentences.length < 2) return;
    const cut = 1 + this.below(sentences.length - 1);
    this.article = this.article.toSpliced(at, 1, sentences.slice(0, cut), sentences.slice(cut));
  }

  private mergeParagraphs(): void {
    const at = this.below(this.article.length - 1);
    const both = [...(this.article[at] ?? []), ...(this.article[at + 1] ?? [])];
    this.article = this.article.toSpliced(at, 2, both);
  }
}

/** A clip by the ids of its words. */
export type ClippedWords = readonly number[];

/** Clips as people make them: a quarter short phrases, a fifth several sentences, else one or a part. */
export function clipSome(rendered: Rendered, count: number, random: Random): ClippedWords[] {
  return Array.from({ length: count }, () => {
    const at = Math.floor(random() * rendered.sentences.length);
    const kind = random();
    if (kind > 0.8) return rendered.sentences.slice(at, at + 2 + Math.floor(random() * 2)).flat();
    const sentence = rendered.sentences[at] ?? [];
    if (kind > 0.55) return sentence;
    const most = kind < 0.25 ? 4 : 14;
    const length = Math.min(sentence.length, 2 + Math.floor(random() * (most - 1)));
    const from = Math.floor(random() * (sentence.length - length + 1));
    return sentence.slice(from, from + length);
  });
}

/**
 * What became of a clip; `torn` when so much was put between its words that they are no one passage,
 * `unclear` when too few are left, or not in order, to say that it is still there.
 */
export type Fate =
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  | { readonly kind: "edited"; readonly start: number; readonly end: number }
  | { readonly kind: "torn"; readonly start: number; readonly end: number }
  | { readonly kind: "gone" }
  | { readonly kind: "unclear" };

/** The span from the first to the last of the words that are still there. */
export function spanOf(words: ClippedWords, { places: found }: Rendered) {
  const spans = words.flatMap((id) => {
    const place = found.get(id);
    return place === undefined ? [] : [place];
  });
  return {
    start: Math.min(...spans.map(([start]) => start)),
    end: Math.max(...spans.map(([, end]) => end)),
    count: spans.length,
    inOrder: spans.every(([start], index) => start >= (spans[index - 1]?.[1] ?? 0)),
  };
}

export function fateOf(words: ClippedWords, before: Rendered, after: Rendered): Fate {
  const old = spanOf(words, before);
  const { start, end, count, inOrder } = spanOf(words, after);
  if (count === 0) return { kind: "gone" };
  const [was, is] = [before.text.slice(old.start, old.end), after.text.slice(start, end)];
  if (was === is && count === words.length) return { kind: "kept", start, end };
  if (!inOrder) return { kind: "unclear" };
  if (is.length >= was.length * 1.8) return { kind: "torn", start, end };
  return overlap(was.split(/\s+/), is.split(/\s+/)) >= 0.6
    ? { kind: "edited", start, end }
    : { kind: "unclear" };
}

/** Share of the words of both that they have in common. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let common = 0;
  for (const word of a) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    common += 1;
    left.splice(at, 1);
  }
  return (2 * common) / (a.length + b.length);
}
