/** What was done in this notebook, newest first, each with the way back. */
import { useState } from "react";
import type { ChangeGroup } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { failureText } from "../failure.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatDay, formatTime } from "../ui/format.ts";
import "./history.css";

export interface RecentChangesProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** How many are shown at first, and how many more each time. */
const pageGroups = 100;
const mostGroups = 500;

export function RecentChanges({ open, onClose }: RecentChangesProps) {
  return open ? <OpenChanges onClose={onClose} /> : null;
}

function OpenChanges({ onClose }: { readonly onClose: () => void }) {
  const [limit, setLimit] = useState(pageGroups);
  const [failure, setFailure] = useState("");
  const { data: groups } = useCall("history.list", { limit }, { keepLast: true });
  const run = (change: () => Promise<unknown>) => {
    setFailure("");
    change().catch((error: unknown) => setFailure(failureText(error)));
  };
  if (!groups) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Recent changes"
      size="wide"
      actions={
        <>
          <p role="alert" className="history-failure">
            {failure}
          </p>
          <Button onPress={onClose}>Close</Button>
        </>
      }
    >
      {groups.length === 0 ? (
        <EmptyState sentence="Nothing has been changed in this notebook yet." />
      ) : (
        days(groups).map(({ day, of }) => (
          <section key={day}>
            <h3 className="history-day">{day}</h3>
            <ul className="history-groups" aria-label={`Changes of ${day}`}>
              {of.map((group) => (
                <Change
                  key={group.id}
                  group={group}
                  onUndo={() => run(() => call("history.undo", { group: group.id }))}
                  onRedo={() => run(() => call("history.redo", {}))}
                />
              ))}
            </ul>
          </section>
        ))
      )}
      {groups.length === limit && limit < mostGroups ? (
        <Button
          variant="quiet"
          onPress={() => setLimit((last) => Math.min(mostGroups, last + pageGroups))}
        >
          Show older changes
        </Button>
      ) : null}
    </Dialog>
  );
}

interface ChangeProps {
  readonly group: ChangeGroup;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

function Change({ group, onUndo, onRedo }: ChangeProps) {
  const { label, article, madeAt, undoneAt, canUndo, canRedo } = group;
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return (
    <li className="history-group" data-undone={undoneAt !== null}>
      <span className="history-time">{formatTime(madeAt)}</span>
      <span className="history-label">
        <bdi>{name}</bdi>
        {article === null ? null : (
          <span className="history-article" dir="auto">
            {article}
          </span>
        )}
      </span>
      {undoneAt === null ? null : <span className="history-state">Undone</span>}
      {canUndo ? (
        <Button variant="quiet" aria-label={`Undo ${label}`} onPress={onUndo}>
          Undo
        </Button>
      ) : null}
      {canRedo ? (
        <Button variant="quiet" aria-label={`Redo ${label}`} onPress={onRedo}>
          Redo
        </Button>
      ) : null}
    </li>
  );
}

/** The groups by the days on which they were made, both as they come. */
function days(groups: readonly ChangeGroup[]) {
  const found: { readonly day: string; readonly of: ChangeGroup[] }[] = [];
  for (const group of groups) {
    const said = formatDay(group.madeAt);
    const day = said.charAt(0).toUpperCase() + said.slice(1);
    const last = found.at(-1);
    if (last?.day === day) last.of.push(group);
    else found.push({ day, of: [group] });
  }
  return found;
}
