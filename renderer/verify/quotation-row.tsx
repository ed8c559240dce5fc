/** One quotation of the document, and where it comes from. */
import { CircleCheck, CircleHelp, CircleX, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import type { VerifiedQuotation, VerifiedState } from "../../electron/api.ts";
import { stateNames } from "./states.ts";

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
const icons: Readonly<Record<VerifiedState, ReactNode>> = {
  verbatim: <CircleCheck {...icon} />,
  typography: <CircleCheck {...icon} />,
  marked: <PenLine {...icon} />,
  altered: <CircleX {...icon} />,
  absent: <CircleHelp {...icon} />,
};

export function QuotationRow({ quotation }: { readonly quotation: VerifiedQuotation }) {
  const { state, text, found } = quotation;
  return (
    <div className="verify-row" data-state={state}>
      <span className="verify-state">
        {icons[state]}
        {stateNames[state]}
      </span>
      <span className="verify-words">
        <span className="verify-quotation">“{text}”</span>
        <span className="verify-source">{found ? placeOf(found) : ""}</span>
      </span>
    </div>
  );
}

/** `The gauge, ¶ 9, p. 12` */
export function placeOf(found: NonNullable<VerifiedQuotation["found"]>): string {
  const page = found.page === null ? "" : `, p. ${found.page}`;
  return `${found.title}, ¶ ${found.paragraph}${page}`;
}
