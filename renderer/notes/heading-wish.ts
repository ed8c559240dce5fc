/** Headings that links lead to: asked for when a note is opened, shown as soon as it is there. */
import { signal } from "@lexical/extension";

interface Wish {
  readonly note: string;
  readonly heading: string;
}

/** The heading to show next; null when none is asked for. */
export const headingWish = signal<Wish | null>(null);

/** The heading among elements that is meant, however its letters and spaces changed; null for none. */
export function headingOf(root: HTMLElement, wanted: string): HTMLElement | null {
  const all = [...root.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")];
  const same = (read: (text: string) => string) =>
    all.find(({ textContent }) => read(textContent) === read(wanted));
  const loosely = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return same((text) => text.trim()) ?? same(loosely) ?? null;
}
