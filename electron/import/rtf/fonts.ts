/** Encodings in RTF: each font has its own, named by its character set. */
import iconv from "iconv-lite";
import { symbolText } from "../office/symbols.ts";

export interface RtfFont {
  readonly name: string;
  /** `\fcharset`; null when the font does not say. */
  readonly charset: number | null;
  /** `\cpg`; null when the font does not say. */
  readonly codePage: number | null;
}

/** `\fcharset` to code pages. */
const codePages: ReadonlyMap<number, number> = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
  [255, 850],
]);
const symbolCharset = 2;

/** The text of bytes in a font; `codePage` is that of the file. */
export function fontText(bytes: Uint8Array, font: RtfFont | null, codePage: number): string {
  if (font !== null && isSymbolic(font)) {
    return Array.from(bytes, (byte) => symbolText(font.name, byte)).join("");
  }
  const named = encodingOf(pageOf(font, codePage));
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), named);
}

/** The text of a code point in a font: those of symbol fonts are codes of their own. */
export function fontCharacter(code: number, font: RtfFont | null): string {
  const isPrivate = code >= 0xf000 && code <= 0xf0ff;
  return isPrivate && font !== null && isSymbolic(font)
    ? symbolText(font.name, code)
    : String.fromCharCode(code);
}

function isSymbolic({ name, charset }: RtfFont): boolean {
  return charset === symbolCharset && /^(?:symbol|wingdings)/i.test(name);
}

function pageOf(font: RtfFont | null, codePage: number): number {
  if (font === null) return codePage;
  if (font.codePage !== null && font.codePage > 0) return font.codePage;
  // Western fonts in files from East Asia; elsewhere many programs write 0 for "as the file".
  if (font.charset === 0) return codePage >= 1250 && codePage <= 1258 ? codePage : 1252;
  return codePages.get(font.charset ?? 1) ?? codePage;
}

function encodingOf(codePage: number): string {
  if (codePage === 10000) return "macintosh";
  if (codePage === 65001) return "utf-8";
  const name = codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : `cp${codePage}`;
  return iconv.encodingExists(name) ? name : "windows-1252";
}
