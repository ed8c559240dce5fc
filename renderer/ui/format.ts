/** Numbers, dates and names as the person's locale writes them. */

const integer = new Intl.NumberFormat();

/** `12,402` */
export function formatNumber(value: number): string {
  return integer.format(value);
}

const plural = new Intl.PluralRules("en");

/** `1 clip`, `12,402 clips`; the words are English, as all of the interface is. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${plural.select(count) === "one" ? one : many}`;
}

// Made once: making one takes a millisecond, and a list shows dozens of dates at a time.
const ofDay = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { timeZone: "UTC", ...options });
const year = ofDay({ year: "numeric" });
const month = ofDay({ year: "numeric", month: "long" });
const day = ofDay({ year: "numeric", month: "short", day: "numeric" });
const monthShort = ofDay({ year: "numeric", month: "short" });
const dayOfThisYear = ofDay({ month: "short", day: "numeric" });

/**
 * A publication date at the precision that is known: `2015`, `May 2015`, `12 May 2015`. The time of
 * day is left out. Text that is not such a date comes back as it is.
 */
export function formatPublished(published: string): string {
  return publishedAs(published, null);
}

/** The same in little room: `3 Nov` in `thisYear`, `Nov 2025` in others. */
export function formatPublishedShort(
  published: string,
  thisYear: number = new Date().getFullYear(),
): string {
  return publishedAs(published, thisYear);
}

function publishedAs(published: string, thisYear: number | null): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(published);
  if (!parts) return published;
  const [, y = "", m, d] = parts;
  const date = new Date(Date.UTC(Number(y), Number(m ?? 1) - 1, Number(d ?? 1)));
  if (Number.isNaN(date.getTime())) return published;
  const format = m === undefined ? year : d === undefined ? months(thisYear) : days(y, thisYear);
  return format.format(date);
}

const months = (thisYear: number | null) => (thisYear === null ? month : monthShort);
const days = (y: string, thisYear: number | null) =>
  thisYear === null ? day : Number(y) === thisYear ? dayOfThisYear : monthShort;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const localDay = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const localDayOfThisYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** The day of a moment as one says it: `today`, `yesterday`, else the date; local time. */
export function formatDay(at: number, now: number = Date.now()): string {
  const days = startOfDay(at) - startOfDay(now);
  if (days === 0 || days === -1) return relative.format(days, "day");
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? localDayOfThisYear : localDay).format(date);
}

function startOfDay(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** `12 May 2015, 14:03` in local time. */
export function formatMoment(at: number): string {
  return moment.format(at);
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

/** Text that is a day, `2026-11-23`, as one says it: `today`; any other text as it is. */
export function formatIfDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(new Date(`${text}T12:00`).getTime()) : text;
}

/** The time of day of a moment, `14:03`, in local time. */
export function formatTime(at: number): string {
  return time.format(at);
}

const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** `12 May 2015` in local time. */
export function formatDate(at: number): string {
  return dateOnly.format(at);
}

/** Authors in one line: all of up to three, else the first `et al.` Empty for none. */
export function formatByline(byline: readonly string[]): string {
  return byline.length > 3 ? `${byline[0] ?? ""} et al.` : byline.join(", ");
}

/** Parts of a line of metadata, joined by a middle dot; empty ones are left out. */
export function joinParts(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}
