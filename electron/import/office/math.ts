/**
 * Equations of text documents in one line: `(a+b)/c`, `x^2`, `√(y)`, `∑_(k=0)^n x_k`. A fraction whose
 * bar is lost says something else, so what stands above or below is always marked.
 */
import { textIn, type XmlElement } from "../xml-tree.ts";

/** Deeper parts are read without their form. */
const deepest = 60;

/** An equation of a Word document: `m:oMath`, or any part of one. */
export function wordMath(element: XmlElement, depth = 0): string {
  const { name } = element;
  const of = (child: string): string =>
    element.children
      .filter((each) => typeof each !== "string")
      .filter((each) => each.name === child)
      .map((each) => wordMath(each, depth + 1))
      .join("");
  const all = (child: string): readonly string[] =>
    element.children
      .filter((each) => typeof each !== "string")
      .filter((each) => each.name === child)
      .map((each) => wordMath(each, depth + 1));
  if (depth > deepest) return textIn(element);
  switch (name) {
    case "w:del":
    case "w:moveFrom":
      return "";
    case "m:t":
      return textIn(element);
    case "m:f":
      return fraction(of("m:num"), of("m:den"));
    case "m:sSup":
      return of("m:e") + raised(of("m:sup"));
    case "m:sSub":
      return of("m:e") + lowered(of("m:sub"));
    case "m:sSubSup":
      return of("m:e") + lowered(of("m:sub")) + raised(of("m:sup"));
    case "m:sPre":
      return lowered(of("m:sub")) + raised(of("m:sup")) + of("m:e");
    case "m:rad":
      return root(of("m:deg"), of("m:e"));
    case "m:nary": {
      const sign = valueOf(element, "m:naryPr", "m:chr") ?? "∫";
      return `${sign}${lowered(of("m:sub"))}${raised(of("m:sup"))} ${of("m:e")}`;
    }
    case "m:limLow":
      return of("m:e") + lowered(of("m:lim"));
    case "m:limUpp":
      return of("m:e") + raised(of("m:lim"));
    case "m:func":
      return `${of("m:fName")} ${of("m:e")}`;
    case "m:d": {
      const open = valueOf(element, "m:dPr", "m:begChr") ?? "(";
      const close = valueOf(element, "m:dPr", "m:endChr") ?? ")";
      const between = valueOf(element, "m:dPr", "m:sepChr") ?? "|";
      return `${open}${all("m:e").join(between)}${close}`;
    }
    case "m:acc":
      return of("m:e") + (valueOf(element, "m:accPr", "m:chr") ?? "\u0302");
    case "m:m":
      return `[${all("m:mr").join("; ")}]`;
    case "m:mr":
      return all("m:e").join(", ");
    case "m:eqArr":
      return all("m:e").join("; ");
    default:
      return inRow(
        element.children
          // Settings end in "Pr"; those of characters may be Word's own.
          .filter((child) => typeof child !== "string" && !child.name.endsWith("Pr"))
          .map((child) => ({
            text: typeof child === "string" ? "" : wordMath(child, depth + 1),
            isName: typeof child !== "string" && isUpright(child),
          })),
      );
  }
}

/** An equation in MathML on one line, as it is written where it has nothing above or below anything. */
export function mathLine(math: XmlElement): string {
  const written = textIn(math).replace(/\s+/g, " ").trim();
  return isFlat(math) ? written : mathMl(math).replace(/\s+/g, " ").trim() || written;
}

function isFlat({ name, children }: XmlElement, depth = 0): boolean {
  if (
    /^(?:.*:)?(?:mfrac|m(?:sub|sup|subsup|under|over|underover|sqrt|root|table)|annotation(?:-xml)?)$/.test(
      name,
    )
  )
    return false;
  return (
    depth > deepest ||
    children.every((child) => typeof child === "string" || isFlat(child, depth + 1))
  );
}

/** An equation in MathML: `math:math`, or any part of one. */
export function mathMl(element: XmlElement, depth = 0): string {
  const parts = element.children.filter((child) => typeof child !== "string");
  const at = (n: number): string => {
    const part = parts[n];
    return part === undefined ? "" : mathMl(part, depth + 1);
  };
  const joined = (between = ""): string => parts.map((_, n) => at(n)).join(between);
  if (depth > deepest) return textIn(element).replace(/\s+/g, "");
  switch (element.name.replace(/^.*:/, "")) {
    case "annotation":
    case "annotation-xml":
      return "";
    case "mi":
    case "mn":
    case "mo":
      return textIn(element).replace(/\s+/g, " ").trim();
    case "mtext":
    case "ms":
      return textIn(element).replace(/\s+/g, " ");
    case "mfrac":
      return fraction(at(0), at(1));
    case "msup":
      return at(0) + raised(at(1));
    case "mover":
      // An accent stands behind its letter.
      return at(0) + (/^[\p{M}\p{Sk}→¯]$/u.test(at(1)) ? at(1) : raised(at(1)));
    case "msub":
    case "munder":
      return at(0) + lowered(at(1));
    case "msubsup":
    case "munderover":
      return at(0) + lowered(at(1)) + raised(at(2));
    case "msqrt":
      return root("", joined());
    case "mroot":
      return root(at(1), at(0));
    case "mtable":
      return `[${joined("; ")}]`;
    case "mtr":
      return joined(", ");
    default:
      return inRow(
        parts.map((part, n) => ({
          text: at(n),
          isName: /^(?:.*:)?m[io]$/.test(part.name) && /\p{L}{2}/u.test(textIn(part)),
        })),
      );
  }
}

interface Piece {
  readonly text: string;
  /** Whether it is the name of a function, such as "cos", or another word. */
  readonly isName: boolean;
}

/** Side by side; a space keeps names apart from the letters around them. */
function inRow(pieces: readonly Piece[]): string {
  return pieces.reduce((row, piece, n) => {
    const isApart =
      (piece.isName || pieces[n - 1]?.isName === true) &&
      /\p{L}$/u.test(row) &&
      /^\p{L}/u.test(piece.text);
    return row + (isApart ? " " : "") + piece.text;
  }, "");
}

/** Whether Word sets a part upright, as it does names and not variables. */
function isUpright(element: XmlElement): boolean {
  if (element.name === "m:func") return true;
  return element.name === "m:r" && valueOf(element, "m:rPr", "m:sty") === "p";
}

function fraction(above: string, below: string): string {
  return `${grouped(above)}/${grouped(below)}`;
}

function raised(text: string): string {
  return text.trim() === "" ? "" : `^${grouped(text)}`;
}

function lowered(text: string): string {
  return text.trim() === "" ? "" : `_${grouped(text)}`;
}

function root(degree: string, text: string): string {
  const sign =
    degree === "" || degree === "2" ? "√" : degree === "3" ? "∛" : `root_${grouped(degree)}`;
  return `${sign}(${text})`;
}

/** In brackets, unless it is one sign, number or word. */
function grouped(text: string): string {
  const whole = text.trim();
  return /^(?:[\p{L}\p{N}]+|.)$/u.test(whole) ? whole : `(${whole})`;
}

function valueOf(element: XmlElement, settings: string, name: string): string | null {
  for (const child of element.children) {
    if (typeof child === "string" || child.name !== settings) continue;
    for (const each of child.children)
      if (typeof each !== "string" && each.name === name) return each.attributes["m:val"] ?? "";
  }
  return null;
}
