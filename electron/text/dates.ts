/**
 * A strict reader of dates in metadata. It gives ISO 8601 at the precision that was written and null
 * rather than a guess: "03/04/2015" is two different days. `new Date(text)` would guess, and would move
 * days across time zones.
 */

const months: ReadonlyMap<string, number> = new Map(
  [
    "january stycznia ledna tammikuuta ocak січня ιανουαρίου jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro januar января январь",
    "february lutego února helmikuuta şubat лютого φεβρουαρίου feb februar februari février févr fév febrero febbraio febr fevereiro fev февраля февраль",
    "march marca března maaliskuuta mart березня μαρτίου mar märz mrz mars marzo maart março marts mrt марта март",
    "april kwietnia dubna huhtikuuta nisan квітня απριλίου apr avril avr abril abr aprile апреля апрель",
    "may maja května toukokuuta mayıs травня μαΐου mai mayo maggio mag mei maio maj мая май",
    "june czerwca června kesäkuuta haziran червня ιουνίου jun juni juin junio giugno giu junho июня июнь",
    "july lipca července heinäkuuta temmuz липня ιουλίου jul juli juillet juil julio luglio lug julho июля июль",
    "august sierpnia srpna elokuuta ağustos серпня αυγούστου aug août aout agosto ago augustus augusti августа август",
    "september września září syyskuuta eylül вересня σεπτεμβρίου sep sept septembre septiembre settembre set setembro сентября сентябрь",
    "october października října lokakuuta ekim жовтня οκτωβρίου oct oktober okt octobre octubre ottobre ott outubro out oktober октября октябрь",
    "november listopada listopadu marraskuuta kasım листопада νοεμβρίου nov novembre noviembre novembro ноября ноябрь",
    "december grudnia prosince joulukuuta aralık грудня δεκεμβρίου dec dezember dez décembre déc diciembre dic dicembre desember dezembro december декабря декабрь",
  ].flatMap((names, at) => names.split(" ").map((name) => [name, at + 1] as const)),
);

/** The date in a text that is a date; null when it is not, or could be two. */
export function parseDate(raw: string): string | null {
  const text = raw.trim().replace(/\s+/g, " ").slice(0, 200);
  return iso(text) ?? compact(text) ?? written(text) ?? eastAsian(text) ?? dotted(text);
}

/** The day in an address such as `/2015/05/12/` or `/2015-05-12-`; null when there is none. */
export function dateInUrl(url: string): string | null {
  // Some sites put the section between year and month: /2024/SCIENCE/03/18/.
  const match =
    /[/_-]((?:19|20)\d\d)[/_-](\d\d?)[/_-](\d\d?)(?=[/_.-]|$)/.exec(url) ??
    /\/((?:19|20)\d\d)\/[a-z]+\/(\d\d?)\/(\d\d?)(?=[/_.-]|$)/i.exec(url);
  return match ? day(match[1], match[2], match[3]) : null;
}

function iso(text: string): string | null {
  const match =
    /^(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?)(?:(?:T| )(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?)?(?:T?Z)?$/i.exec(
      text,
    );
  if (!match) return null;
  const [, year, month, date, hour, minute, second, zone] = match;
  if (month === undefined) return inRange(Number(year), 1000, 2100) ? (year ?? null) : null;
  if (date === undefined) {
    return inRange(Number(month), 1, 12) && inRange(Number(year), 1000, 2100)
      ? `${year}-${pad(month)}`
      : null;
  }
  const whole = day(year, month, date);
  if (whole === null || hour === undefined || minute === undefined) return whole;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return whole;
  return `${whole}T${pad(hour)}:${minute}${second === undefined ? "" : `:${second}`}${zoneOf(zone)}`;
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return "";
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return "Z";
  const match = /^([+-]\d\d):?(\d\d)?$/.exec(zone);
  return match ? `${match[1]}:${match[2] ?? "00"}` : "";
}

function compact(text: string): string | null {
  const match = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$/.exec(text);
  return match ? day(match[1], match[2], match[3]) : null;
}

/** "12 May 2015", "May 12, 2015", "Tue, 12 May 2015 10:00:00 GMT", "12. Mai 2015", "mai 2015". */
function written(text: string): string | null {
  const plain = text.toLowerCase().replace(/\b(?:de|del|of|the|den|le|el|il)\b/g, " ");
  const word = "([\\p{L}]{3,12})\\.?";
  const dayFirst = new RegExp(
    `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|[.ºª])?,? *${word},? +(\\d{4})(?!\\d)`,
    "u",
  ).exec(plain);
  if (dayFirst) {
    const month = months.get(dayFirst[2] ?? "");
    if (month !== undefined) return day(dayFirst[3], String(month), dayFirst[1]);
  }
  const monthFirst = new RegExp(`${word} +(\\d{1,2})(?:st|nd|rd|th)?,? +(\\d{4})(?!\\d)`, "u").exec(
    plain,
  );
  if (monthFirst) {
    const month = months.get(monthFirst[1] ?? "");
    if (month !== undefined) return day(monthFirst[3], String(month), monthFirst[2]);
  }
  const monthOnly = new RegExp(`^${word},? +(\\d{4})$`, "u").exec(plain.trim());
  const month = months.get(monthOnly?.[1] ?? "");
  return monthOnly && month !== undefined ? `${monthOnly[2]}-${pad(String(month))}` : null;
}

function eastAsian(text: string): string | null {
  const match = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?/.exec(text);
  if (!match) return null;
  if (match[3] !== undefined) return day(match[1], match[2], match[3]);
  return inRange(Number(match[2]), 1, 12) ? `${match[1]}-${pad(match[2] ?? "")}` : null;
}

/** "12.05.2015" is never month first; with slashes only a day above 12 tells. */
function dotted(text: string): string | null {
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/.exec(text);
  if (dots) return day(dots[3], dots[2], dots[1]);
  // "2015. 5. 12." is how Korean and Hungarian dates are written in digits.
  const yearFirst = /^(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})(?!\d)/.exec(text);
  if (yearFirst) return day(yearFirst[1], yearFirst[2], yearFirst[3]);
  const slashes = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/.exec(text);
  if (!slashes) return null;
  const [, a, b, year] = slashes;
  if (a === b || Number(a) > 12) return day(year, b, a);
  return Number(b) > 12 ? day(year, a, b) : null;
}

/** ISO text of a day that exists; null for one that does not. */
function day(
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  if (!inRange(y, 1000, 2100) || !inRange(m, 1, 12) || !inRange(d, 1, daysIn(y, m))) return null;
  return `${year}-${pad(String(m))}-${pad(String(d))}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function inRange(n: number, low: number, high: number): boolean {
  return n >= low && n <= high;
}

function pad(text: string): string {
  return text.padStart(2, "0");
}
