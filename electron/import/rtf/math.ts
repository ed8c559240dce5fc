/** Formulas in RTF: the elements of Word's own, written as groups: `{\mf{\mnum ...}{\mden ...}}`. */
import { wordMath } from "../office/math.ts";
import { textIn, type XmlElement } from "../xml-tree.ts";

/** Groups within groups beyond this are read as part of the last one. */
const deepest = 256;

interface OpenElement {
  name: string;
  readonly children: XmlElement[];
}

/** Collects the groups of one formula. */
export class RtfMath {
  readonly #open: OpenElement[] = [{ name: "m:oMath", children: [] }];
  #tooDeep = 0;

  /** A group begins. */
  open(): void {
    if (this.#open.length >= deepest) this.#tooDeep += 1;
    else this.#open.push({ name: "", children: [] });
  }

  /** A word stands in the group: its name, when it is the first. */
  word(word: string, number: number | null): void {
    const element = this.#open.at(-1);
    if (element === undefined || this.#tooDeep > 0) return;
    if (element.name === "") element.name = `m:${word.slice(1)}`;
    else if (word === "mnor" || (word === "msty" && number === 0)) {
      const upright = { name: "m:sty", attributes: { "m:val": "p" }, children: [] };
      element.children.push({ name: "m:rPr", attributes: {}, children: [upright] });
    }
  }

  text(text: string): void {
    this.#open.at(-1)?.children.push({ name: "m:t", attributes: {}, children: [text] });
  }

  /** A group ends. */
  close(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const element = this.#open.length > 1 ? this.#open.pop() : undefined;
    const parent = this.#open.at(-1);
    if (element === undefined || parent === undefined) return;
    const whole: XmlElement = { ...element, attributes: {} };
    // What is an attribute in Word's own files is the text of a group here.
    const isSetting = parent.name.endsWith("Pr");
    parent.children.push(isSetting ? { ...whole, attributes: { "m:val": textIn(whole) } } : whole);
  }

  /** The formula in one line. */
  finish(): string {
    while (this.#open.length > 1 || this.#tooDeep > 0) this.close();
    const [root] = this.#open;
    return root === undefined ? "" : wordMath({ ...root, attributes: {} });
  }
}
