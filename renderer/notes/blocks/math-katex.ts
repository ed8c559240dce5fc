/**
 * KaTeX, which builds its own elements and sets their geometry one property at a time, as the policy
 * of the window demands. Only for \pmb and coloured frames it writes a style attribute, which the policy
 * ignores: the former then looks plain.
 */
import katex from "katex";
import "katex/dist/katex.min.css";

/** Draws TeX into an element; null, or why it cannot be drawn. */
export function renderFormula(
  element: HTMLElement,
  source: string,
  display: boolean,
): string | null {
  if (source.trim() === "") return "This formula is empty.";
  try {
    katex.render(source, element, {
      displayMode: display,
      strict: "ignore",
      trust: false,
      // Not as it would draw errors: with a style attribute.
      throwOnError: true,
      maxSize: 50,
      maxExpand: 1_000,
    });
    return null;
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    return error.message.replace(/^KaTeX parse error: /, "");
  }
}
