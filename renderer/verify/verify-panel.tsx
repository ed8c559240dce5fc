/** Checks a document's quotations: which are the very words of an article, and which are not. */
import { FileSearch } from "lucide-react";
import { useState } from "react";
import type { VerifiedQuotation, VerifiedState } from "../../electron/api.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatNumber } from "../ui/format.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { QuotationDetails } from "./quotation-details.tsx";
import { QuotationRow } from "./quotation-row.tsx";
import { countsOf, verdictOf } from "./states.ts";
import type { Verifying } from "./use-verification.ts";
import "./verify.css";

export interface VerifyPanelProps {
  readonly open: boolean;
  readonly verifying: Verifying;
  readonly onClose: () => void;
}

export function VerifyPanel({ open, verifying, onClose }: VerifyPanelProps) {
  const { verification, busy, failure, check } = verifying;
  const choose = () => check("dialog");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Check a document’s quotations"
      size={verification && !busy ? "full" : "small"}
      actions={
        <>
          {verification ? (
            <Button onPress={choose} isDisabled={busy}>
              Check another document…
            </Button>
          ) : null}
          <Button onPress={onClose}>Close</Button>
        </>
      }
    >
      <p className="verify-failure" role="alert">
        {failure}
      </p>
      {busy ? (
        <p className="verify-busy" role="status">
          <FileSearch size={16} strokeWidth={1.5} aria-hidden="true" />
          Looking up its quotations…
        </p>
      ) : verification ? (
        <Found key={verification.file} {...verification} onClose={onClose} />
      ) : (
        <EmptyState
          sentence="Every quotation of five words or more is looked up in this notebook. The document is not imported. Choose one, or drop it here."
          action={{ label: "Choose a document…", onPress: choose }}
        />
      )}
    </Dialog>
  );
}

interface FoundProps {
  readonly file: string;
  readonly quotations: readonly VerifiedQuotation[];
  readonly onClose: () => void;
}

const nothing = () => {};

function Found({ file, quotations, onClose }: FoundProps) {
  const navigation = useNavigation();
  const [state, setState] = useState<VerifiedState | null>(null);
  const [active, setActive] = useState(0);
  const rows = state === null ? quotations : quotations.filter((each) => each.state === state);
  const chosen = rows[active] ?? rows[0] ?? null;
  const open = ({ found }: VerifiedQuotation) => {
    if (found === null) return;
    onClose();
    // A place of an older version is no place in the one that is shown.
    const { article, start, end, isNewest } = found;
    navigation.openArticle(article, isNewest ? { start, end } : undefined);
  };
  return (
    <section className="verify-found" aria-label={`Quotations of ${file}`}>
      <p className="verify-verdict" role="status">
        <b>{file}</b> <span>{verdictOf(quotations)}</span>
      </p>
      <div className="verify-filters" role="group" aria-label="Show quotations by state">
        {countsOf(quotations).map(({ state: each, label, count }) => (
          <button
            key={label}
            type="button"
            className="verify-filter"
            aria-pressed={state === each}
            onClick={() => {
              setState(each);
              setActive(0);
            }}
          >
            {label} <span className="verify-count">{formatNumber(count)}</span>
          </button>
        ))}
      </div>
      <div className="verify-list">
        <VirtualList
          label="Quotations"
          total={rows.length}
          rowHeight={60}
          rowAt={(index) => rows[index] ?? null}
          renderRow={(row) => <QuotationRow quotation={row} />}
          selected={-1}
          of={state}
          onRange={nothing}
          onActive={setActive}
          onOpen={(row, by) => {
            if (by === "enter") open(row);
          }}
        />
      </div>
      {chosen ? <QuotationDetails quotation={chosen} onOpen={() => open(chosen)} /> : null}
    </section>
  );
}
