import fc from "fast-check";
import { expect, test } from "vitest";
import { dateInUrl, parseDate } from "./dates.ts";

test.each([
  ["2015", "2015"],
  ["2015-05", "2015-05"],
  ["2015-5-2", "2015-05-02"],
  ["2015/05/12", "2015-05-12"],
  ["20150512", "2015-05-12"],
  ["2015-05-12T10:20:30Z", "2015-05-12T10:20:30Z"],
  ["2015-05-12T10:20:30.123+0200", "2015-05-12T10:20:30+02:00"],
  ["2015-05-12 10:20", "2015-05-12T10:20"],
  ["Tue, 12 May 2015 10:00:00 GMT", "2015-05-12"],
  ["May 12, 2015", "2015-05-12"],
  ["12th of May, 2015", "2015-05-12"],
  ["Published on Sept. 3, 2015 at 4 pm", "2015-09-03"],
  ["12. Mai 2015", "2015-05-12"],
  ["1er août 2015", "2015-08-01"],
  ["12 de mayo de 2015", "2015-05-12"],
  ["12 мая 2015", "2015-05-12"],
  ["mai 2015", "2015-05"],
  ["2015年5月12日", "2015-05-12"],
  ["2015년 5월 12일", "2015-05-12"],
  ["12.05.2015, 10:30", "2015-05-12"],
  ["25/12/2015", "2015-12-25"],
  ["12/25/2015", "2015-12-25"],
  ["05/05/2015", "2015-05-05"],
  ["29 February 2016", "2016-02-29"],
  ["12 maggio 2015", "2015-05-12"],
  ["12 mei 2015", "2015-05-12"],
  ["12 de maio de 2015", "2015-05-12"],
  ["3 września 2015", "2015-09-03"],
  ["12. května 2015", "2015-05-12"],
  ["1. marraskuuta 2015", "2015-11-01"],
  ["12 Mayıs 2015", "2015-05-12"],
  ["12 травня 2015", "2015-05-12"],
  ["12 Μαΐου 2015", "2015-05-12"],
  ["2015. 5. 12.", "2015-05-12"],
])("%s is %s", (written, iso) => {
  expect(parseDate(written)).toBe(iso);
});

test.each([
  "",
  "yesterday",
  "03/04/2015",
  "29 February 2015",
  "2015-13-01",
  "31.04.2015",
  "99999",
  "12 smarch 2015",
  "0000-00-00",
  "May the fourth",
])("%s is no date that is certain", (written) => {
  expect(parseDate(written)).toBeNull();
});

test("a day in an address is found, other numbers are not", () => {
  expect(dateInUrl("https://c.example/2024/03/18/ferry")).toBe("2024-03-18");
  expect(dateInUrl("https://c.example/news/2024-3-8-ferry.html")).toBe("2024-03-08");
  expect(dateInUrl("https://c.example/2024/99/18/ferry")).toBeNull();
  expect(dateInUrl("https://c.example/article/20240318")).toBeNull();
});

test("whatever is read, it is in a form that can be stored", () => {
  const pieces = [
    "2015",
    "12",
    "5",
    "May",
    "mai",
    "-",
    "/",
    ".",
    " ",
    "T",
    ":",
    "10:00",
    "Z",
    "+02:00",
    "年",
    "月",
    ",",
  ];
  const stored = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
      expect(parseDate(parts.join("")) ?? "2015").toMatch(stored);
    }),
    { numRuns: 3_000 },
  );
});
