/** How a clip or an article was before its edits, a line each, with the way back. */
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { formatDay, formatTime } from "../ui/format.ts";
import type { EarlierLine } from "./earlier-states.ts";
import "./earlier.css";

export interface EarlierLinesProps {
  /** Newest first. */
  readonly lines: readonly EarlierLine[];
  readonly onRestore: (group: string) => void;
}

/** How many are shown before one asks for more. */
const shownAtFirst = 2;

/** The lines; nothing when there are none. */
export function EarlierLines({ lines, onRestore }: EarlierLinesProps) {
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const rest = lines.length - shownAtFirst;
  return (
    <div className="earlier">
      <ul className="earlier-lines" aria-label="Earlier">
        {(all ? lines : lines.slice(0, shownAtFirst)).map(({ group, at, said }) => (
          <li key={group} className="earlier-line">
            <span className="earlier-said">
              Earlier: {said},{" "}
              <span className="earlier-when">{`until ${formatDay(at)}, ${formatTime(at)}`}</span>
            </span>
            <Button variant="quiet" aria-label={`Restore ${said}`} onPress={() => onRestore(group)}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
      {all || rest <= 0 ? null : (
        <Button variant="quiet" onPress={() => setAll(true)}>{`Show ${rest} more`}</Button>
      )}
    </div>
  );
}
