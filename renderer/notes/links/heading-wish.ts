/** Headings that links lead to: asked for when a note is opened, shown as soon as it is there. */
import { signal } from "@lexical/extension";

export interface Wish {
  readonly note: string;
  readonly words: string;
  /** How many headings stand before it, as far as is known: it tells equal ones apart. */
  readonly ordinal: number | null;
}

/** The heading to show next; null when none is asked for. */
export const headingWish = signal<Wish | null>(null);

/**
 * The heading in a note's text that is meant, however its letters and spaces changed; null for none. Those
 * of notes that are embedded there are not its own.
 */
export function headingOf(
  root: HTMLElement,
  { words, ordinal }: Pick<Wish, "words" | "ordinal">,
): HTMLElement | null {
  const all = [...root.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")].filter(
    (heading) => heading.closest(".note-embed") === null,
  );
  const likely = ordinal === null ? undefined : all[ordinal];
  const same = (read: (text: string) => string) =>
    [...(likely ? [likely] : []), ...all].find(
      ({ textContent }) => read(textContent) === read(words),
    );
  const loosely = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return same((text) => text.trim()) ?? same(loosely) ?? null;
}
