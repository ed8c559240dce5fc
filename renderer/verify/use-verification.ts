/** The document that was checked last, for as long as the notebook is open. */
import { useCallback, useEffect, useState } from "react";
import type { Verification } from "../../electron/api.ts";
import { call } from "../api.ts";
import { failureText } from "../failure.ts";

export interface Verifying {
  readonly verification: Verification | null;
  readonly busy: boolean;
  /** Why the document asked for last could not be checked; null when it could. */
  readonly failure: string | null;
  /** Asks for a document, or takes the one dropped last, and checks it. */
  readonly check: (from: "dialog" | "drop") => void;
}

/** While `open`, files dropped on the window are kept for checking. */
export function useVerification(open: boolean): Verifying {
  const [verification, setVerification] = useState<Verification | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!open) return;
    const take = (on: boolean) => void call("verify.takeDrops", { on }).catch(reportError);
    take(true);
    return () => take(false);
  }, [open]);
  const check = useCallback((from: "dialog" | "drop") => {
    setBusy(true);
    setFailure(null);
    call("verify.file", { from })
      .then((result) => {
        if (result) setVerification(result);
      })
      .catch((error: unknown) => setFailure(failureText(error)))
      .finally(() => setBusy(false));
  }, []);
  return { verification, busy, failure, check };
}
