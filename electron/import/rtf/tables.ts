/** The tables at the head of an RTF file: fonts with their encodings, and styles. */
import type { Style } from "../docx/styles.ts";
import { fontCharacter, fontText, type RtfFont } from "./fonts.ts";
import type { State } from "./state.ts";

export class RtfTables {
  readonly #fonts = new Map<number, RtfFont>();
  readonly #styles = new Map<number, Style>();
  #codePage = 1252;
  /** What the font being read has said so far. */
  #charset: number | null = null;
  #fontPage: number | null = null;

  /** The style of a paragraph as a chain of one; empty when it has none. */
  chain(style: number | null): readonly Style[] {
    const found = this.#styles.get(style ?? -1);
    return found === undefined ? [] : [found];
  }

  /** The text of bytes where `state` holds. */
  text(bytes: Uint8Array, { font, destination }: State): string {
    const isTable = destination === "fonts" || destination === "styles";
    return fontText(bytes, isTable ? null : (this.#fonts.get(font) ?? null), this.#codePage);
  }

  /** The text of a `\u` number where `state` holds. */
  character(number: number, { font }: State): string {
    return fontCharacter(number & 0xffff, this.#fonts.get(font) ?? null);
  }

  /** Takes a word on encodings. False when it is none. */
  word(word: string, number: number): boolean {
    switch (word) {
      case "ansicpg":
        if (number > 0) this.#codePage = number;
        return true;
      case "mac":
        this.#codePage = 10000;
        return true;
      case "pc":
        this.#codePage = 437;
        return true;
      case "pca":
        this.#codePage = 850;
        return true;
      case "fcharset":
        this.#charset = number;
        return true;
      case "cpg":
        this.#fontPage = number;
        return true;
      default:
        return false;
    }
  }

  /** Takes the name that ends an entry of either table. */
  entry(text: string, { destination, font, style, outline }: State): void {
    const name = text.trim();
    if (destination === "fonts") {
      this.#fonts.set(font, { name, charset: this.#charset, codePage: this.#fontPage });
      this.#charset = null;
      this.#fontPage = null;
    } else {
      this.#styles.set(style ?? 0, {
        name: name.toLowerCase(),
        basedOn: null,
        outline,
        list: null,
        level: null,
        emphasis: {},
      });
    }
  }
}
