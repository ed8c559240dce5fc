/** The values of MIME headers: encoded words, parameters, addresses, dates. */
import { decode } from "../decode.ts";
import { parseDate } from "../../text/dates.ts";

/** Units of a header value that are looked at. */
const longest = 16_384;
const word = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;

/** A header's value as text: encoded words (RFC 2047) and raw bytes decoded. */
export function headerText(raw: string): string {
  const value = raw.slice(0, longest);
  const parts: string[] = [];
  let run: { readonly charset: string; readonly bytes: Buffer[] } | null = null;
  let end = 0;
  const flush = (): void => {
    if (run !== null) parts.push(decode(Buffer.concat(run.bytes), run.charset).text);
    run = null;
  };
  for (const match of value.matchAll(word)) {
    const between = value.slice(end, match.index);
    const charset = (match[1] ?? "").replace(/\*.*$/, "").toLowerCase();
    const bytes = wordBytes(match[2] ?? "", match[3] ?? "");
    // Space between encoded words is not part of the text, and a character may be cut in two by it.
    if (run !== null && run.charset === charset && between.trim() === "") run.bytes.push(bytes);
    else {
      const follows: boolean = run !== null && between.trim() === "";
      flush();
      if (!follows) parts.push(rawText(between));
      run = { charset, bytes: [bytes] };
    }
    end = match.index + match[0].length;
  }
  flush();
  parts.push(rawText(value.slice(end)));
  return parts.join("").replace(/\s+/g, " ").trim();
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === "b") return Buffer.from(text, "base64");
  const plain = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

/** Bytes beyond ASCII are against the rules, and common. */
function rawText(text: string): string {
  return /[\x80-\xff]/.test(text) ? decode(Buffer.from(text, "latin1"), "windows-1252").text : text;
}

/** A parameter such as `boundary`, also in the forms of RFC 2231; null when it is not there. */
export function parameter(value: string, name: string): string | null {
  const found = new Map<string, string>();
  const pattern = /;\s*([\w*.-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;
  for (const match of value.slice(0, longest).matchAll(pattern)) {
    const key = (match[1] ?? "").toLowerCase();
    if (!found.has(key)) found.set(key, match[2]?.replace(/\\(.)/g, "$1") ?? match[3] ?? "");
  }
  const plain = found.get(name);
  if (plain !== undefined && plain !== "") return plain;
  const extended = found.get(`${name}*`) ?? continued(found, name);
  if (extended === null || extended === "") return null;
  const marked = /^([\w-]*)'[\w-]*'(.*)$/s.exec(extended);
  if (marked === null) return extended;
  const bytes = Buffer.from(
    (marked[2] ?? "").replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    "latin1",
  );
  return decode(bytes, marked[1] ?? null).text;
}

/** `name*0`, `name*1*` and so on, joined. */
function continued(found: ReadonlyMap<string, string>, name: string): string | null {
  let text: string | null = null;
  for (let n = 0; n < 100; n += 1) {
    const piece = found.get(`${name}*${n}*`) ?? found.get(`${name}*${n}`);
    if (piece === undefined) return text;
    text = (text ?? "") + piece;
  }
  return text;
}

/** The people of an address list: their names, or addresses where they have none. */
export function peopleIn(raw: string): readonly string[] {
  return addresses(raw.slice(0, longest)).flatMap((each) => {
    const address = /<([^<>]*)>/.exec(each)?.[1]?.trim() ?? "";
    const comment = /\(([^()]*)\)/.exec(each)?.[1] ?? "";
    const before = each
      .replace(/<[^<>]*>|\([^()]*\)/g, " ")
      .trim()
      .replace(/^"(.*)"$/s, "$1")
      .replace(/\\(.)/g, "$1");
    const name = headerText(before);
    if (address !== "") return [name === "" ? headerText(comment) || address : name];
    return [headerText(comment) || name].filter((text) => text !== "");
  });
}

/** The list cut at its commas, save those within quotes, brackets and comments. */
function addresses(list: string): readonly string[] {
  const found: string[] = [];
  let start = 0;
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < list.length; at += 1) {
    const sign = list.charAt(at);
    if (sign === "\\") at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "<" || sign === "(")) depth += 1;
    else if (!quoted && (sign === ">" || sign === ")")) depth = Math.max(0, depth - 1);
    else if (!quoted && depth === 0 && (sign === "," || sign === ";")) {
      found.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, list.slice(start)].map((each) => each.trim()).filter((each) => each !== "");
}

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const zones: Readonly<Record<string, string>> = {
  ut: "Z",
  utc: "Z",
  gmt: "Z",
  z: "Z",
  est: "-05:00",
  edt: "-04:00",
  cst: "-06:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
};

/** A mail's date (RFC 5322) as ISO 8601 with its zone; the day alone, or null, for other writing. */
export function mailDate(raw: string): string | null {
  const text = headerText(raw);
  const match =
    /\b(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s+([+-]\d{4}|[a-z]{1,4})\b)?/i.exec(
      text,
    );
  const month = monthNames.indexOf((match?.[2] ?? "").toLowerCase()) + 1;
  if (match === null || month === 0) return parseDate(text);
  const [, day, , year, hour, minute, second, zone = ""] = match;
  const two = (n: string | number | undefined): string => String(n).padStart(2, "0");
  const named = zone.toLowerCase();
  const offset = /^[+-]/.test(zone)
    ? `${zone.slice(0, 3)}:${zone.slice(3)}`
    : Object.hasOwn(zones, named)
      ? zones[named]
      : "";
  return parseDate(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second ?? "00"}${offset}`,
  );
}
