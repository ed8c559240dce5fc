/** What was thrown away: to be given back, or let go for good. */
import { FileText, Newspaper, Quote, type LucideIcon } from "lucide-react";
import { useState, type RefObject } from "react";
import type { Target, TargetKind, TrashRow } from "../../electron/api.ts";
import { call } from "../api.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { countOf, formatDay, joinParts } from "../ui/format.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { usePages } from "../use-pages.ts";
import { TrashDialog, type Doomed } from "./trash-dialog.tsx";
import { rowHeight } from "./rows.tsx";
import "./trash.css";

const everything = {};

export function TrashList({ listbox }: { readonly listbox: RefObject<HTMLDivElement | null> }) {
  const navigation = useNavigation();
  const pages = usePages("trash.list", everything);
  const [chosen, setChosen] = useState<TrashRow | null>(null);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  if (pages.error) return <EmptyState sentence={failureText(pages.error)} />;
  if (pages.total === null) return null;
  if (pages.total === 0)
    return <EmptyState sentence="The trash is empty. What you delete stays here for 30 days." />;
  const at = pages.indexOf((row) => row.id === chosen?.id);
  const shown = at < 0 ? null : chosen;
  const restore = (row: TrashRow) => {
    call("trash.restore", { targets: [targetOf(row)] })
      .then((undoable) => navigation.announce(`“${nameOf(row)}” restored`, undoable))
      .catch(showFailure);
  };
  const doom = (row: TrashRow) =>
    setDoomed({ kind: "one", target: targetOf(row), title: nameOf(row) });
  return (
    <div className="trash">
      <div className="trash-list">
        <VirtualList
          ref={listbox}
          label="Trash"
          of={pages.of}
          total={pages.total}
          rowHeight={rowHeight}
          rowAt={pages.rowAt}
          renderRow={(row) => <TrashRowView row={row} />}
          selected={at}
          selectedKey={chosen?.id ?? null}
          onOpen={(row, by) => (by === "enter" ? restore(row) : setChosen(row))}
          onActive={(index) => setChosen(pages.rowAt(index))}
          onRange={pages.onRange}
          onKey={(event, row) => {
            if (event.key !== "Delete" || row === null) return;
            event.preventDefault();
            doom(row);
          }}
        />
      </div>
      <div className="trash-foot" role="group" aria-label="What to do with the trash">
        <Button isDisabled={shown === null} onPress={() => shown && restore(shown)}>
          Restore
        </Button>
        <Button variant="quiet" isDisabled={shown === null} onPress={() => shown && doom(shown)}>
          Delete…
        </Button>
        <span className="trash-space" />
        <Button variant="quiet" onPress={() => setDoomed({ kind: "all", count: pages.total ?? 0 })}>
          Empty trash…
        </Button>
      </div>
      {doomed === null ? null : <TrashDialog doomed={doomed} onClose={() => setDoomed(null)} />}
    </div>
  );
}

const icons: Readonly<Record<TargetKind, LucideIcon>> = {
  article: Newspaper,
  note: FileText,
  clip: Quote,
};
const kindNames: Readonly<Record<TargetKind, string>> = {
  article: "Article",
  note: "Note",
  clip: "Clip",
};

function TrashRowView({ row }: { readonly row: TrashRow }) {
  const Icon = icons[row.kind];
  return (
    <div className="library-row">
      <div className="library-row-text">
        <span
          className={row.kind === "clip" ? "library-row-quote" : "library-row-title"}
          dir="auto"
        >
          <Icon className="trash-icon" size={14} strokeWidth={1.5} aria-hidden="true" />
          <span className="unseen" dir="ltr">{`${kindNames[row.kind]}: `}</span>
          {nameOf(row)}
        </span>
        <span className="library-row-excerpt" dir="auto">
          {row.detail}
        </span>
      </div>
      <div className="library-row-foot">
        <span className="library-row-source">
          {joinParts([kindNames[row.kind], `deleted ${formatDay(row.deletedAt)}`])}
        </span>
        <span className="library-row-amount">{`${countOf(row.daysLeft, "day")} left`}</span>
      </div>
    </div>
  );
}

function targetOf({ kind, id }: TrashRow): Target {
  return { kind, id };
}

function nameOf({ kind, title }: TrashRow): string {
  return title === "" && kind === "note" ? "Untitled note" : title;
}
