/** Dates of publication as bibliographies write them. */
import { parseDate } from "../../text/dates.ts";

const seasons = /^(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst)\b/i;

/** The first date that can be told, in ISO 8601 as far as it is known; null for "in press". */
export function publishedIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const date = dateIn(text);
    if (date !== null) return date;
  }
  return null;
}

function dateIn(raw: string): string | null {
  const text = raw.trim().replace(/\s+/g, " ").slice(0, 100);
  return slashed(text) ?? extended(text) ?? parseDate(text) ?? yearFirst(text) ?? onlyYear(text);
}

/** RIS: `2019/03/12/late spring`, each part of which may be missing. */
function slashed(text: string): string | null {
  const match = /^(\d{4})\/(\d{1,2})?(?:\/(\d{1,2})?)?(?:\/.*)?$/.exec(text);
  if (match === null) return null;
  const [, year = "", month, day] = match;
  return dateOf(year, month, day);
}

/** MEDLINE: "2018 Apr 9", "2018 Apr-May". */
function yearFirst(text: string): string | null {
  const match = /^(\d{4}) (\p{L}{3,10})(?: (\d{1,2}))?(?!\d)/u.exec(text);
  const month = match === null ? null : monthOf(match[2] ?? "");
  return match === null || month === null ? null : dateOf(match[1] ?? "", month, match[3]);
}

/** ISO and its extension: `2019-03-12`, `2019-03~`, `2019/2020`, `2019-21` (a spring), `199X` is none. */
function extended(text: string): string | null {
  const start = /^(.{4,10}?)\s?(?:\/|--|–)\s?(?:.{4,}|\.\.)?$/.exec(text)?.[1] ?? text;
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?$/.exec(start.trim());
  if (match === null) return null;
  const [, year = "", month, day] = match;
  return dateOf(year, month, day);
}

function dateOf(year: string, month: string | undefined, day: string | undefined): string | null {
  const two = (text: string): string => text.padStart(2, "0");
  const known = Number(month ?? 0);
  const whole = month === undefined || known === 0 ? year : `${year}-${two(month)}`;
  return (
    (month !== undefined && day !== undefined && parseDate(`${whole}-${two(day)}`)) ||
    parseDate(whole) ||
    parseDate(year)
  );
}

/** The one year in a text such as "c. 1850", "[2004]", "1998a" or "Spring 2001"; null when there are two. */
function onlyYear(text: string): string | null {
  const years = new Set(text.match(/(?<!\d)(?:1[0-9]|20)\d\d(?!\d)/g) ?? []);
  const [year] = years;
  if (year === undefined) return null;
  if (years.size === 1) return year;
  // "1914–1918" and "1998/99": when it began.
  return seasons.test(text) || /^\D*(\d{4})\s?[-–/]\s?\d{2,4}\D*$/.test(text) ? year : null;
}

/** A month's number as two digits, from a number or a name in any of the languages of dates; null for none. */
export function monthOf(text: string): string | null {
  const word = text.trim().replace(/[.,]/g, "");
  if (/^\d{1,2}$/.test(word)) {
    const month = Number(word);
    return month >= 1 && month <= 12 ? word.padStart(2, "0") : null;
  }
  const first = /^\p{L}+/u.exec(word)?.[0] ?? "";
  return parseDate(`${first} 2000`)?.slice(5, 7) || null;
}
