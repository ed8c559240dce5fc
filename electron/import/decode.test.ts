import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { eastAsianKind } from "./east-asian.ts";
import { importFile } from "./index.ts";
import { readPage } from "./html/page.ts";
import { html } from "./html.ts";
import { story } from "./language/languages-fixture.ts";

const english =
  "“The lamp — the last one — costs €4,000,” she said. It’s a façade, and the café knows it.\r\nNobody naïve would pay that; the crew’s résumé says enough…\r\n";
const russian =
  "Старый маяк стоял на краю острова, и никто не помнил, кто его построил.\nКаждую осень смотритель красил двери, а весной краска снова облезала.\n";
const japanese =
  "島の北には古い灯台があります。誰が建てたのか、もう誰も覚えていません。\n毎年秋になると、灯台守は扉を塗り直します。\n";

const cases: readonly (readonly [encoding: string, text: string, bom: boolean])[] = [
  ["utf8", english, false],
  ["utf8", english, true],
  ["utf16le", english, false],
  ["utf16le", english, true],
  ["utf16be", english, false],
  ["utf16be", english, true],
  ["utf16le", russian, false],
  ["utf16be", russian, false],
  ["utf16le", japanese, false],
  ["utf16be", japanese, false],
  ["utf32le", english, true],
  ["windows-1252", english, false],
  ["koi8-r", russian, false],
  ["windows-1251", russian, false],
  ["shift_jis", japanese, false],
  ["euc-jp", japanese, false],
];

test.each(cases)("%s is read right (mark: $2)", (encoding, text, bom) => {
  expect(decode(iconv.encode(text, encoding, { addBOM: bom })).text).toBe(text);
});

test.each([
  ["big5", "燈塔在島的北邊"],
  ["gb18030", "灯塔在岛的北边"],
  ["shift_jis", "島の灯台"],
  ["euc-jp", "島の灯台と本"],
  ["euc-kr", "섬의 등대"],
  ["gb18030", "海。海。海。"],
])("a line in %s is enough: %s", (encoding, text) => {
  for (const times of [1, 2, 7]) {
    const line = `${text.repeat(times)}\n`;
    expect(decode(iconv.encode(line, encoding)).text).toBe(line);
  }
});

test("a short line in letters of one byte is no text of two bytes", () => {
  for (const encoding of ["windows-1251", "koi8-r", "iso-8859-7", "windows-1255"])
    expect(eastAsianKind(iconv.encode("Маяк на острове. Φάρος στο νησί", encoding))).toBe(null);
});

test("Korean mail of seven bits, and the Macs of Central Europe, are read right", () => {
  const korean = "섬의 등대는 오래되었다.";
  const seven = iconv
    .encode(korean, "euc-kr")
    .toString("latin1")
    .replace(
      /[\x80-\xff]+/g,
      (wide) =>
        `\x0e${Buffer.from(wide, "latin1")
          .map((byte) => byte & 0x7f)
          .toString()}\x0f`,
    );
  expect(decode(Buffer.from(`\x1b$)C${seven}`, "latin1")).text).toBe(korean);
  const czech =
    "Maják stál na kraji ostrova a nikdo už nevěděl, kdo ho postavil. Každý podzim strážce natřel dveře.";
  expect(decode(iconv.encode(czech, "maccenteuro"), "MacLatin2").text).toBe(czech);
});

test("a text file in windows-1252 keeps its curly quotes in the article", async () => {
  const draft = await importFile({
    name: "lamp.txt",
    bytes: iconv.encode(english, "windows-1252"),
    readBeside: async () => null,
  });
  expect(draft.blocks[0]).toMatchObject({ text: english.split("\r\n")[0] });
  expect(draft.warnings.join(" ")).toContain("windows-1252");
  expect(draft.warnings.join(" ")).toContain("2 line ends were");
});

test("UTF-8 and marked files are read without a warning", () => {
  expect(decode(Buffer.from(english)).warnings).toEqual([]);
  expect(decode(iconv.encode(english, "utf16be", { addBOM: true })).warnings).toEqual([]);
});

test("a few broken bytes do not make UTF-8 something else", () => {
  const bytes = Buffer.concat([Buffer.from(english), Buffer.from([0xe2, 0x80])]);
  const decoded = decode(bytes);
  expect(decoded.text.startsWith("“The lamp — the last one")).toBe(true);
  expect(decoded.warnings).toEqual(["1 character could not be read as UTF-8 and is shown as �."]);
});

test("half surrogates in UTF-8 are signs of damage, not of another encoding", () => {
  expect(decode(Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62])).text).toBe("a\ufffdb");
});

test("NUL bytes in ASCII text are not taken for UTF-16", () => {
  expect(decode(Buffer.from("Hi\0there")).text).toBe("Hi\0there");
  expect(decode(Buffer.from("a line\0\nand another line of it\0\nand one more\n")).text).toContain(
    "another",
  );
});

test.each([
  ["windows-1251", russian],
  ["shift_jis", japanese],
])("a page that declares %s is read as that", async (encoding, text) => {
  const page = `<html><head><meta charset="${encoding}"></head><body><p>${text.split("\n")[0]}</p></body></html>`;
  const bytes = iconv.encode(page, encoding);
  const draft = await readPage({ name: "page.html", bytes, readBeside: async () => null }, html);
  expect(draft.blocks[0]).toMatchObject({ text: text.split("\n")[0] });
});

test("a page in UTF-8 that declares windows-1252 is read as UTF-8", async () => {
  const bytes = Buffer.from(`<meta charset="iso-8859-1"><p>${english.split("\r\n")[0]}</p>`);
  const draft = await readPage({ name: "page.html", bytes, readBeside: async () => null }, html);
  expect(draft.blocks[0]).toMatchObject({ text: english.split("\r\n")[0] });
});

test("ISO-2022-JP is read by its name and by its escape sequences", () => {
  const bytes = Buffer.from("Mail: \x1b$B?9Ln\x1b(B, \x1b$B$5$/$i\x1b(B.", "latin1");
  expect(decode(bytes, "ISO-2022-JP").text).toBe("Mail: 森野, さくら.");
  expect(decode(bytes).text).toBe("Mail: 森野, さくら.");
});

/** Encodings without a mark, and the languages that were written in them. */
const legacy: Readonly<Record<string, string>> = {
  "windows-1252": "en de fr es pt it nl sv da nb fi",
  "windows-1250": "pl cs hu",
  "iso-8859-2": "pl cs hu",
  "windows-1251": "ru uk bg",
  "koi8-r": "ru",
  "koi8-u": "uk",
  cp866: "ru",
  "iso-8859-5": "ru",
  "windows-1253": "el",
  "iso-8859-7": "el",
  "windows-1254": "tr",
  "windows-1255": "he",
  "windows-1256": "ar",
  "windows-1257": "lt",
  "windows-874": "th",
  shift_jis: "ja",
  "euc-jp": "ja",
  "euc-kr": "ko",
  gb18030: "zh",
  gbk: "zh",
  big5: "zhHant",
  macroman: "en fr",
};
const all = Object.keys(story).join(" ");
const written = Object.entries({ ...legacy, utf8: all, utf16le: all, utf16be: all }).flatMap(
  ([encoding, languages]) =>
    languages.split(" ").flatMap((language) =>
      [300, 3_000].flatMap((length) =>
        (encoding.startsWith("utf") ? [false, true] : [false]).map((addBOM) => ({
          encoding,
          language,
          length,
          addBOM,
        })),
      ),
    ),
);

/** The story's sentences over and over, in an order that differs from round to round. */
function tale(language: string, length: number): string {
  const sentences = (story[language] ?? "").split(/(?<=[.。!?]) ?/);
  let text = "";
  for (let n = 0; text.length < length; n += 1) {
    const at = length > 300 ? n * 7 + (n >> 2) : n;
    text += `${sentences[at % sentences.length]}${n % 4 === 3 ? "\n" : " "}`;
  }
  return text.slice(0, length).toWellFormed();
}

test.each(written)(
  "$length characters in $language are read right from $encoding (mark: $addBOM)",
  ({ encoding, language, length, addBOM }) => {
    const bytes = iconv.encode(tale(language, length), encoding, { addBOM });
    expect(decode(bytes).text).toBe(iconv.decode(bytes, encoding));
  },
);
