/** The clip colours as people know them. */
import type { ClipColor } from "../electron/api.ts";

/** Every colour with its name; typed so that none can be forgotten. */
export const colorNames: { readonly [color in ClipColor]: string } = {
  plain: "Plain",
  evidence: "Evidence",
  question: "Question",
  doubt: "Doubt",
  idea: "Idea",
  method: "Method",
};
