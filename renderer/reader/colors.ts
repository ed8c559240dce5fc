/** The clip colours in the order of the number keys 1 to 6, and the one that was clipped with last. */
import type { ClipColor } from "../../electron/api.ts";
import { colorNames } from "../clip-colors.ts";

/** The colours in order. */
export const colors = Object.keys(colorNames) as readonly ClipColor[];

/** The colour clipped with last, for what names none. */
let last: ClipColor = "plain";

export function lastColor(): ClipColor {
  return last;
}

/** Remembers a colour until the window closes. */
export function rememberColor(color: ClipColor): void {
  last = color;
}

/** The colour that a number key stands for; null for any other key. */
export function colorOfKey(key: string): ClipColor | null {
  return /^[1-6]$/.test(key) ? (colors[Number(key) - 1] ?? null) : null;
}
