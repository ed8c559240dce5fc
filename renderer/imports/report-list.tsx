/** The files of one import, each with what became of it. */
import { CircleCheck, CircleX, CopyCheck, FilePlus2, TriangleAlert } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import type { ImportItem, ImportStatus } from "../../electron/api.ts";
import { Button } from "../ui/button.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { remarksOf, statusWords } from "./outcome.ts";

const icon = { size: 16, strokeWidth: 1.5 } as const;
const icons: Readonly<Record<ImportStatus, ReactNode>> = {
  imported: <CircleCheck {...icon} />,
  version: <FilePlus2 {...icon} />,
  duplicate: <CopyCheck {...icon} />,
  refused: <CircleX {...icon} />,
};

export interface ReportListProps {
  readonly items: readonly ImportItem[];
  readonly onOpen: (article: string) => void;
}

/** Rows of one height, so that a report of a hundred thousand files scrolls like one of ten. */
export function ReportList({ items, onOpen }: ReportListProps) {
  const [active, setActive] = useState(0);
  const chosen = items[active];
  return (
    <>
      <div className="imports-list">
        <VirtualList
          label="Files"
          total={items.length}
          rowHeight={64}
          rowAt={useCallback((index: number) => items[index] ?? null, [items])}
          renderRow={(item) => <Row item={item} />}
          selected={-1}
          onRange={ignore}
          onActive={setActive}
          onOpen={(item, by) => {
            if (by === "enter" && item.article !== null) onOpen(item.article);
          }}
        />
      </div>
      {chosen ? <Details item={chosen} onOpen={onOpen} /> : null}
    </>
  );
}

interface DetailsProps {
  readonly item: ImportItem;
  readonly onOpen: (article: string) => void;
}

/** All that is known of the chosen file: a row has room for two lines of it. */
function Details({ item, onOpen }: DetailsProps) {
  const { article } = item;
  return (
    <div className="imports-details">
      <div className="imports-details-words">
        <b>{item.file}</b>
        {remarksOf(item).map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
      </div>
      {article === null ? null : <Button onPress={() => onOpen(article)}>Open the article</Button>}
    </div>
  );
}

const ignore = () => undefined;

function Row({ item }: { readonly item: ImportItem }) {
  const remarks = remarksOf(item).join(" ");
  const noted = item.status !== "refused" && item.warnings.length > 0;
  return (
    <div className="imports-row" data-status={item.status}>
      <span className="imports-status">
        {noted ? <TriangleAlert {...icon} /> : icons[item.status]}
        {statusWords[item.status]}
        {noted ? " with notes" : ""}
      </span>
      <span className="imports-file">
        <bdi className="imports-name" title={item.file}>
          {item.file}
        </bdi>
        <span className="imports-title">{item.title}</span>
      </span>
      <span className="imports-remarks" title={remarks}>
        {remarks}
      </span>
    </div>
  );
}
