/** All that is known of the chosen quotation: what differs, and the sentence that it comes from. */
import type { VerifiedQuotation } from "../../electron/api.ts";
import { Button } from "../ui/button.tsx";
import { WordDiff } from "../ui/word-diff.tsx";
import { placeOf } from "./quotation-row.tsx";

export interface QuotationDetailsProps {
  readonly quotation: VerifiedQuotation;
  readonly onOpen: () => void;
}

export function QuotationDetails({ quotation, onOpen }: QuotationDetailsProps) {
  const { state, text, found } = quotation;
  if (found === null)
    return (
      <div className="verify-details">
        <p className="verify-text">“{text}”</p>
        <p className="verify-source">
          No article of this notebook has these words. Import the work they are from to check them.
        </p>
      </div>
    );
  const differs = state === "altered" || state === "marked";
  return (
    <div className="verify-details">
      <div className="verify-pair">
        <div>
          <h3>In the document</h3>
          <p className="verify-text">{differs ? <WordDiff diff={found.diff} /> : text}</p>
        </div>
        <div>
          <h3>
            {placeOf(found)}
            {found.isNewest ? "" : `, version ${found.versionNumber}`}
          </h3>
          <p className="verify-text">{found.source}</p>
        </div>
      </div>
      <Button onPress={onOpen}>Open the passage</Button>
    </div>
  );
}
