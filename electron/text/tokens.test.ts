import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countWords, fold, indexText, orderKey, queryRuns } from "./tokens.ts";

/** The tokens that the index really makes of a text. */
function indexed(text: string): readonly string[] {
  const sqlite = new Sqlite(":memory:");
  sqlite.exec(`create virtual table words using fts5(body, tokenize='unicode61 remove_diacritics 2');
    create virtual table vocabulary using fts5vocab(words, instance)`);
  sqlite.prepare("insert into words values (?)").run(text);
  const tokens = sqlite
    .prepare<[], string>("select term from vocabulary order by offset")
    .pluck()
    .all();
  sqlite.close();
  return tokens;
}

describe("text for the index", () => {
  test("stays as it is where words stand apart", () => {
    const text = "The résumé, as written — 3.5 times.";
    expect(indexText(text)).toBe(text);
  });

  test("becomes pairs of letters in scripts without spaces, with each letter beginning one", () => {
    expect(indexed(indexText("東京都に行く"))).toEqual([
      "東京",
      "京都",
      "都に",
      "に行",
      "行く",
      "く",
    ]);
    expect(indexed(indexText("한국어를 배운다"))).toEqual([
      "한국",
      "국어",
      "어를",
      "를",
      "배운",
      "운다",
      "다",
    ]);
  });

  test("drops the signs that the tokenizer would cut at", () => {
    // Thai writes vowels and tones above the letters; they are no letters to unicode61.
    expect(indexed(indexText("ที่นี่"))).toEqual(["ทน", "น"]);
  });

  test("keeps Latin words whole beside other scripts", () => {
    expect(indexed(indexText("iPhone手机壳"))).toEqual(["iphone", "手机", "机壳", "壳"]);
  });
});

describe("tokens of a query", () => {
  test("are found as a run within the text they were taken from", () => {
    const sentence = "昨日、東京都庁で記者会見が行われた。";
    const tokens = indexed(indexText(sentence));
    for (let start = 0; start < sentence.length; start += 1)
      for (let end = start + 2; end <= sentence.length; end += 1) {
        const part = sentence.slice(start, end);
        for (const run of queryRuns(part)) {
          const found = tokens.some((token, at) =>
            run.begins
              ? token.startsWith(run.tokens[0] ?? "")
              : run.tokens.every((wanted, index) => tokens[at + index] === wanted),
          );
          expect(found ? "found" : part).toBe("found");
        }
      }
  });

  test("are none where there is neither letter nor digit", () => {
    expect(queryRuns("… — !? ☃ ()")).toEqual([]);
  });

  test("are cut as the index cuts, for any text in Latin, Greek and Cyrillic", () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from("abcXYZ áÉßñøŁ αβΣς абвЙ 0123 -.,'’_/—")),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const ours = queryRuns(text).flatMap((run) => run.tokens);
        expect(indexed(ours.join(" "))).toEqual(indexed(text));
        expect(ours.length).toBe(indexed(text).length);
      }),
    );
  });
});

describe("folding", () => {
  test("takes away case, diacritics and doubled spaces", () => {
    expect(fold("  Straße  Ångström\nÉCOLE ")).toBe("straße angstrom ecole");
  });

  test("orders titles without the marks in front of them", () => {
    const titles = ["“Zeal”", "Éclair", "apple", "(Banana)", "dog"];
    const sorted = titles.toSorted((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
    expect(sorted).toEqual(["apple", "(Banana)", "dog", "Éclair", "“Zeal”"]);
  });
});

describe("counting words", () => {
  test("counts as a word processor does", () => {
    expect(countWords("Don’t panic — it's 3.5 well-known miles.")).toBe(6);
    expect(countWords("")).toBe(0);
    expect(countWords("*** … ***")).toBe(0);
    expect(countWords("Привет, мир")).toBe(2);
  });

  test("asks a dictionary where words have no spaces between them", () => {
    expect(countWords("我们喜欢读书")).toBeGreaterThanOrEqual(3);
    expect(countWords("Reading 読書 in Tokyo")).toBe(4);
    expect(countWords("한국어를 배운다")).toBe(2);
  });

  test("is quick with text that has no word to find", () => {
    const started = process.cpuUsage();
    expect(countWords(`${"*".repeat(2_000_000)} end`)).toBe(1);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });
});
