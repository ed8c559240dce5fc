/** How one part of the window asks for another without knowing it. Supplied by app.tsx. */
import { createContext, useContext } from "react";
import type { Target } from "../electron/api.ts";

/**
 * A place in an article to open it at: a span of text, or a clip by its id. A clip that is lost in the
 * newest version opens in its own, unless `settle` asks to say where it belongs in the newest; `version`
 * names one to open it in.
 */
export type Place =
  | { readonly start: number; readonly end: number }
  | { readonly clip: string; readonly settle?: true; readonly version?: string };

export interface Navigation {
  /** Shows an article; at a place, scrolls there and lets it flash once. */
  openArticle(id: string, place?: Place): void;
  /** Shows a version of an article; null for the newest. The way back leads to the one shown before. */
  readVersion(article: string, version: string | null): void;
  /**
   * Keeps with the place shown now that it is read in a version that nobody named, so that the way back
   * leads to that version.
   */
  stayInVersion(article: string, version: string): void;
  /** Shows two versions side by side, from the sentence at an offset of `from` where one is given. */
  compareVersions(article: string, from: string, to: string, at?: number): void;
  openNote(id: string): void;
  /** Lists the articles that have a tag. */
  openTag(id: string): void;
  /** Opens whatever it is; a clip opens its article at the clip. */
  openTarget(target: Target): void;
  /**
   * Puts a clip, or several in this order, into a note as quotes: into the open one unless another is
   * named, which then opens; into a new one when none is open.
   */
  quoteToNote(clip: string | readonly string[], note?: string): void;
  back(): void;
  forward(): void;
  /** Says something once: shown as a toast and spoken politely. `undo` adds a button for that group. */
  announce(message: string, undo?: { readonly group: string }): void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("Expected to be inside the window's navigation");
  return navigation;
}
