/** How fast an import goes, and how long the rest of it will take, in words that promise no more than is known. */
import { countOf, formatNumber } from "../ui/format.ts";

/** What was seen of an import: how much was done when, and the smoothed rate. Times in milliseconds. */
export interface Pace {
  readonly at: number;
  readonly done: number;
  /** Files a second; null until there is something to tell it from. */
  readonly rate: number | null;
}

/** The time over which the rate is smoothed: big files among small ones must not make it jump. */
const smoothMs = 8_000;
/** Looks closer together than this tell nothing. */
const stepMs = 500;

/** The pace after one more look. Looks that come too soon change nothing. */
export function paceAfter(last: Pace | null, at: number, done: number): Pace {
  if (last === null || done < last.done) return { at, done, rate: null };
  const passed = at - last.at;
  if (passed < stepMs) return last;
  const now = ((done - last.done) * 1_000) / passed;
  const weight = 1 - Math.exp(-passed / smoothMs);
  return { at, done, rate: last.rate === null ? now : last.rate + (now - last.rate) * weight };
}

/** `12 files/s`, `0.4 files/s`; null while it is not known or nothing moves. */
export function rateText({ rate }: Pace): string | null {
  if (rate === null || rate < 0.05) return null;
  return `${rate < 10 ? formatNumber(Math.round(rate * 10) / 10) : formatNumber(Math.round(rate))} files/s`;
}

/** `about 2 minutes left` for so many files; null while it is not known. */
export function timeLeftText({ rate }: Pace, files: number): string | null {
  if (rate === null || rate < 0.05 || files <= 0) return null;
  const seconds = files / rate;
  if (seconds < 10) return "a few seconds left";
  if (seconds < 50) return "less than a minute left";
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `about ${countOf(minutes, "minute")} left`;
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes % 60) / 10) * 10;
  if (hours >= 10 || rest === 0) return `about ${countOf(hours, "hour")} left`;
  return rest === 60
    ? `about ${countOf(hours + 1, "hour")} left`
    : `about ${countOf(hours, "hour")} ${rest} minutes left`;
}
