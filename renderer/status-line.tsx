/** The line at the bottom: whether all is saved, what runs in the background, and nothing else. */
import { Check, CircleAlert, Lock, PencilLine, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useSaveStatus } from "./save-status.ts";
import { Button } from "./ui/button.tsx";

const icon = { size: 14, strokeWidth: 1.5 } as const;

export interface StatusLineProps {
  /** Why nothing can be changed; null when it can. */
  readonly readOnlyReason: string | null;
  /** Progress of an import. */
  readonly children: ReactNode;
}

export function StatusLine({ readOnlyReason, children }: StatusLineProps) {
  return (
    <footer className="shell-status">
      {readOnlyReason === null ? (
        <SaveState />
      ) : (
        <span className="shell-status-item">
          <Lock {...icon} /> Read only: {readOnlyReason}
        </span>
      )}
      {children}
      <span className="shell-status-item shell-status-end">
        <WifiOff {...icon} /> Offline by design
      </span>
    </footer>
  );
}

function SaveState() {
  const status = useSaveStatus();
  if (status.state === "saved") {
    return (
      <span className="shell-status-item" data-save="saved">
        <Check {...icon} /> Saved
      </span>
    );
  }
  if (status.state === "saving") {
    return (
      <span className="shell-status-item" data-save="saving">
        <PencilLine {...icon} /> Saving…
      </span>
    );
  }
  return (
    <span className="shell-status-item shell-status-bad" data-save="failed" role="alert">
      <CircleAlert {...icon} /> Not saved: {status.reason}
      {status.retry ? (
        <Button variant="quiet" onPress={status.retry}>
          Retry
        </Button>
      ) : null}
    </span>
  );
}
