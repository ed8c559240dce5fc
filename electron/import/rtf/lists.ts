/** The lists described at the head of an RTF file, for items that come without their written number. */

interface Level {
  /** `\levelnfc`: 23 for bullets, 255 for no mark at all, others for numbers. */
  kind: number;
  start: number;
}

interface List {
  readonly levels: readonly Level[];
  /** The last number at each depth. */
  readonly numbers: number[];
}

export class RtfLists {
  readonly #lists = new Map<number, List>();
  /** Lists by the numbers that paragraphs call them by. */
  readonly #called = new Map<number, number>();
  #levels: Level[] = [];
  /** The list that an override is about; null in the table of lists. */
  #override: number | null = null;

  /** Takes a word of the tables of lists. */
  word(word: string, number: number): void {
    const level = this.#levels.at(-1);
    switch (word) {
      case "list":
        this.#levels = [];
        return;
      case "listlevel":
        this.#levels.push({ kind: 0, start: 1 });
        return;
      case "levelnfc":
        if (level !== undefined) level.kind = number;
        return;
      case "levelstartat":
        if (level !== undefined) level.start = number;
        return;
      case "listoverride":
        this.#override = 0;
        return;
      case "listid":
        if (this.#override !== null) this.#override = number;
        else this.#lists.set(number, { levels: this.#levels, numbers: [] });
        return;
      case "ls":
        if (this.#override !== null) this.#called.set(number, this.#override);
        return;
    }
  }

  /** Counts the next item and gives its label; null for paragraphs of no list, or without a mark. */
  label(called: number, depth: number): string | null {
    const list = this.#lists.get(this.#called.get(called) ?? Number.NaN);
    const level = list?.levels[depth];
    if (list === undefined || level === undefined || level.kind === 255) return null;
    if (level.kind === 23) return "•";
    const next = (list.numbers[depth] ?? level.start - 1) + 1;
    list.numbers.length = depth;
    list.numbers[depth] = next;
    return `${next}.`;
  }
}
