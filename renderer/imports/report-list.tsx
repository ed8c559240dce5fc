/** The files of one import, each with what became of it. */
import { CircleCheck, CircleX, CopyCheck, FilePlus2, Info } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { ImportItem, ImportStatus } from "../../electron/api.ts";
import { outcomeOf, remarksOf, reportText } from "../../electron/text/import-report.ts";
import { briefly } from "../../electron/text/quotes/remarks.ts";
import { call } from "../api.ts";
import { showFailure } from "../failure.ts";
import { Button } from "../ui/button.tsx";
import { showToast } from "../ui/toast.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import type { Pages } from "../use-pages.ts";

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
const icons: Readonly<Record<ImportStatus, ReactNode>> = {
  imported: <CircleCheck {...icon} />,
  version: <FilePlus2 {...icon} />,
  duplicate: <CopyCheck {...icon} />,
  refused: <CircleX {...icon} />,
};

export interface ReportListProps {
  readonly lines: Pages<ImportItem>;
  readonly onOpen: (article: string) => void;
}

/** Rows of one height, so that a report of a hundred thousand files scrolls like one of ten. */
export function ReportList({ lines, onOpen }: ReportListProps) {
  const { of } = lines;
  const [active, setActive] = useState({ of, index: 0 });
  const chosen = lines.rowAt(active.of === of ? active.index : 0);
  return (
    <>
      <div
        className="imports-list"
        onCopy={(event) => {
          if (!chosen) return;
          event.preventDefault();
          event.clipboardData.setData("text/plain", reportText([chosen]));
          showToast("Line copied");
        }}
      >
        <VirtualList
          label="Files"
          total={lines.total ?? 0}
          rowHeight={56}
          rowAt={lines.rowAt}
          renderRow={(item) => <Row item={item} />}
          selected={-1}
          of={of}
          onRange={lines.onRange}
          onActive={(index) => setActive({ of, index })}
          onOpen={(item, by) => {
            if (by === "enter" && item.article !== null) onOpen(item.article);
          }}
        />
      </div>
      {chosen ? <Details item={chosen} onOpen={onOpen} /> : null}
    </>
  );
}

function copyLine(item: ImportItem): Promise<void> {
  return call("clipboard.write", { text: reportText([item]).slice(0, 1_000_000) })
    .then(() => showToast("Line copied"))
    .catch(showFailure);
}

interface DetailsProps {
  readonly item: ImportItem;
  readonly onOpen: (article: string) => void;
}

/** All that is known of the chosen file: its row has room for the gist. */
function Details({ item, onOpen }: DetailsProps) {
  const { article } = item;
  return (
    <div className="imports-details">
      <div className="imports-details-words">
        <b>{item.file}</b>
        <ul>
          {remarksOf(item).map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      </div>
      <Button variant="quiet" onPress={() => void copyLine(item)}>
        Copy line
      </Button>
      {article === null ? null : <Button onPress={() => onOpen(article)}>Open the article</Button>}
    </div>
  );
}

function Row({ item }: { readonly item: ImportItem }) {
  const noted = item.status !== "refused" && item.warnings.length > 0;
  const gist = item.status === "refused" ? item.reason : briefly(item.warnings);
  return (
    <div className="imports-row" data-status={item.status}>
      <span className="imports-status">
        {noted && item.status === "imported" ? <Info {...icon} /> : icons[item.status]}
        {outcomeOf(item)}
      </span>
      <span className="imports-file">
        <bdi className="imports-name" title={item.file}>
          {item.file}
        </bdi>
        <span className="imports-title" dir="auto">
          {item.status === "version" ? `New version of “${item.title}”` : item.title}
        </span>
      </span>
      <span className="imports-remarks" title={gist}>
        {gist}
      </span>
    </div>
  );
}
