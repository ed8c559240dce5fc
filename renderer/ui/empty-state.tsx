/** What a view shows when it has nothing to show: one sentence, one thing to do, its shortcut. */
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export interface EmptyStateProps {
  readonly sentence: string;
  readonly icon?: ReactNode;
  readonly action?: {
    readonly label: string;
    readonly keys?: string | undefined;
    readonly onPress: () => void;
  };
}

/** An empty state, centred in its pane. "Nothing matches" and "nothing here yet" are two of these. */
export function EmptyState({ sentence, icon, action }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      {icon}
      <p className="ui-empty-sentence">{sentence}</p>
      {action === undefined ? null : (
        <Button keys={action.keys} onPress={action.onPress}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
