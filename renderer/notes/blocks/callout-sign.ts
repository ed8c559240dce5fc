/** The sign of each kind of callout: lucide's icons (ISC), drawn without React. */
import type { CalloutKind } from "../../../electron/text/notes/callouts.ts";

const circle = "M22 12a10 10 0 1 1-20 0a10 10 0 0 1 20 0";
const quotationMark =
  "a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 " +
  "6-6V5a2 2 0 0 0-2-2z";
const signs: { readonly [Kind in CalloutKind]: readonly string[] } = {
  note: [circle, "M12 16v-4", "M12 8h.01"],
  tip: [
    "M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5",
    "M9 18h6",
    "M10 22h4",
  ],
  important: [
    "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z",
    "M12 15h.01",
    "M12 7v4",
  ],
  warning: [
    "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3",
    "M12 9v4",
    "M12 17h.01",
  ],
  caution: [
    "M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z",
    "M12 8v4",
    "M12 16h.01",
  ],
  question: [circle, "M9 9.5a3 2.5 0 0 1 6 0c0 2-2 2-3 3.5", "M12 17h.01"],
  quote: [`M16 3${quotationMark}`, `M5 3${quotationMark}`],
  example: ["M3 5h.01", "M3 12h.01", "M3 19h.01", "M8 5h13", "M8 12h13", "M8 19h13"],
};

const svg = "http://www.w3.org/2000/svg";

/** The sign as a picture that assistive technology skips. */
export function calloutSign(page: Document, kind: CalloutKind): SVGElement {
  const icon = page.createElementNS(svg, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  for (const d of signs[kind]) {
    const path = page.createElementNS(svg, "path");
    path.setAttribute("d", d);
    icon.append(path);
  }
  return icon;
}
