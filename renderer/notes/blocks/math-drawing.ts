/** Draws formulas. KaTeX is loaded with the first of them; until then, the TeX itself is shown. */

/** Fills an element with a formula; what cannot be drawn is shown as it was written, with the reason. */
export function drawFormula(element: HTMLElement, source: string, display: boolean): void {
  element.dataset["source"] = source;
  if (!element.firstChild) element.textContent = source;
  void load().then(({ renderFormula }) => {
    // Another may have been asked for meanwhile.
    if (element.dataset["source"] !== source) return;
    const reason = renderFormula(element, source, display);
    if (reason === null) {
      delete element.dataset["error"];
      element.removeAttribute("title");
    } else {
      element.dataset["error"] = reason;
      element.title = reason;
      element.textContent = source;
    }
  });
}

let loading: Promise<typeof import("./math-katex.ts")> | undefined;
const load = () => (loading ??= import("./math-katex.ts"));
