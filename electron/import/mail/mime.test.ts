import { expect, test } from "vitest";
import { headerText, mailDate, parameter, peopleIn } from "./mime-header.ts";
import { partLimit, quotedPrintable, readMime } from "./mime.ts";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
const message = (...lines: readonly string[]): Uint8Array => latin(lines.join("\r\n"));
const texts = (bytes: Uint8Array): readonly string[] =>
  readMime(bytes).parts.map((part) => Buffer.from(part.read()).toString("utf8"));

test("parts end before the line break that belongs to their delimiter, and the last delimiter ends all", () => {
  const bytes = message(
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "preamble",
    "--b",
    "",
    "one",
    "",
    "--b  ",
    "Content-Type: text/html",
    "",
    "two",
    "--b--",
    "epilogue",
    "--b",
  );
  expect(texts(bytes)).toEqual(["one\r\n", "two"]);
  expect(readMime(bytes).parts.map((part) => part.mediaType)).toEqual(["text/plain", "text/html"]);
});

test("a line that only begins like a delimiter is text", () => {
  const bytes = message(
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "",
    "--",
    "--bc",
    "-- b",
    "--b--",
  );
  expect(texts(bytes)).toEqual(["--\r\n--bc\r\n-- b"]);
});

test("containers within containers end where their own delimiter, or an outer one, says so", () => {
  const bytes = message(
    "Content-Type: multipart/mixed; boundary=out",
    "",
    "--out",
    "Content-Type: multipart/alternative; boundary=in",
    "",
    "--in",
    "",
    "a",
    "--in",
    "Content-Type: multipart/related; boundary=deep",
    "",
    "--deep",
    "",
    "b",
    "--out",
    "",
    "c",
    "--out--",
  );
  expect(texts(bytes)).toEqual(["a", "b", "c"]);
  const [a, b, c] = readMime(bytes).parts.map((part) => part.choice);
  expect(a).not.toBeNull();
  expect(b).toBe(a);
  expect(c).toBeNull();
});

test("a boundary that is not named is found, and one that never comes costs nothing but the parts", () => {
  const unnamed = message("Content-Type: multipart/mixed", "", "--x1", "", "one", "--x1--");
  expect(texts(unnamed)).toEqual(["one"]);
  const missing = message("Content-Type: multipart/mixed; boundary=never", "", "--x1", "", "one");
  expect(texts(missing)).toEqual([]);
  expect(
    texts(message("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "cut o")),
  ).toEqual(["cut o"]);
});

test("100,000 parts are read up to the limit, and soon", () => {
  const bytes = latin(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nX: y\r\n\r\nz\r\n".repeat(100_000)}--b--`,
  );
  const started = process.cpuUsage();
  const { parts, cut } = readMime(bytes);
  expect([parts.length, cut]).toEqual([partLimit, true]);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
});

test("parts without headers or blank lines are read once, however many there are", () => {
  const bytes = latin(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n".repeat(9_000)}${"x: y\r\n".repeat(500_000)}`,
  );
  const started = process.cpuUsage();
  expect(readMime(bytes).parts).toHaveLength(9_000);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
});

test("the text within 1,000 containers is found", () => {
  const open = Array.from(
    { length: 1_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  expect(texts(latin(`${open.join("")}\r\ndeep`))).toEqual(["deep"]);
});

test.each([
  ["a=3Db", "a=b"],
  ["one=\r\ntwo=\nthree= \t\r\nfour", "onetwothreefour"],
  ["50 = half, =ZZ, =4", "50 = half, =ZZ, =4"],
  ["=e2=80=93", "–"],
])("%j as quoted-printable is %j", (written, text) => {
  expect(Buffer.from(quotedPrintable(latin(written))).toString("utf8")).toBe(text);
});

test("broken base64 gives what can be read", () => {
  const bytes = message("Content-Transfer-Encoding: base64", "", "SGVs!!bG8", " gd29y\0bGQ");
  expect(texts(bytes)).toEqual(["Hello world"]);
});

test.each([
  ["plain", "plain"],
  ["=?utf-8?Q?caf=C3=A9_au?= lait", "café au lait"],
  ["=?utf-8?B?w4M=?= =?utf-8?B?woA=?=", "Ã\u0080"],
  ["=?utf-8?Q?a=C3?= =?utf-8?Q?=A9b?=", "aéb"],
  ["=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=", "éé"],
  ["=?windows-1252?Q?=93quoted=94?=", "“quoted”"],
  ["=?utf-8*en?Q?tagged?=", "tagged"],
  ["=?nonsense?Q?caf=C3=A9?=", "café"],
  ["=?utf-8?X?what?=", "=?utf-8?X?what?="],
  ["Sj\xc3\xb6", "Sjö"],
])("the header %j reads %j", (raw, text) => {
  expect(headerText(raw)).toBe(text);
});

test("parameters are read quoted, bare, in pieces and percent-encoded", () => {
  expect(parameter('multipart/x; Boundary="a;b\\"c"', "boundary")).toBe('a;b"c');
  expect(parameter("text/html; charset=UTF-8; format=flowed", "charset")).toBe("UTF-8");
  expect(parameter("x; filename*0*=utf-8''a%C3%A9; filename*1=b.txt", "filename")).toBe("aéb.txt");
  expect(parameter("x; filename*=iso-8859-1'de'%E9.txt", "filename")).toBe("é.txt");
  expect(parameter("text/html", "charset")).toBeNull();
  expect(parameter(`x; ${';a="'.repeat(20_000)}`, "boundary")).toBeNull();
});

test.each([
  ["Ann Lee <ann@x.example>", ["Ann Lee"]],
  ['"Lee, Ann" <ann@x.example>, bo@x.example', ["Lee, Ann", "bo@x.example"]],
  ["ann@x.example (Ann Lee)", ["Ann Lee"]],
  ["<ann@x.example>", ["ann@x.example"]],
  ['"\\"Quoted\\" Ann" <ann@x.example>', ['"Quoted" Ann']],
  ["", []],
])("the people in %j are %j", (raw, people) => {
  expect(peopleIn(raw)).toEqual(people);
});

test.each([
  ["Fri, 12 Jul 2019 09:14:58 +0900 (JST)", "2019-07-12T09:14:58+09:00"],
  ["4 Nov 2013 20:11 EST", "2013-11-04T20:11:00-05:00"],
  ["Mon, 1 Jan 2001 00:00:00 GMT", "2001-01-01T00:00:00Z"],
  ["12 May 2015", "2015-05-12"],
  ["31 Feb 2015 10:00:00 +0000", null],
  ["yesterday", null],
])("the date %j is %j", (raw, date) => {
  expect(mailDate(raw)).toBe(date);
});
