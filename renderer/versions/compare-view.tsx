/** Two versions side by side. Takes values, gives callbacks; only its rows are asked for as one scrolls. */
import { ArrowDown, ArrowUp, ChevronDown, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Clip, Comparison, Version } from "../../electron/api.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { countOf, formatDate, formatNumber } from "../ui/format.ts";
import { MenuButton } from "../ui/menu.tsx";
import { changesOf, countsLine } from "./changes.ts";
import { ComparedRowView, type Side } from "./compared-row.tsx";
import { chunkNumberOf, firstRowOf, useCompared } from "./use-compared.ts";
import "./versions.css";

export interface CompareViewProps {
  readonly title: string;
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly from: Side;
  readonly to: Side;
  readonly comparison: Pick<Comparison, "total" | "counts">;
  /** The row to begin at; null for the first. */
  readonly first: number | null;
  readonly onPair: (from: string, to: string) => void;
  readonly onClip: (clip: Clip, version: string) => void;
  readonly onClose: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** The view. N and P, or Alt with an arrow, go from change to change; Escape closes. */
export function CompareView(props: CompareViewProps) {
  const { title, versions, from, to, comparison, onPair, onClip, onClose } = props;
  const { total } = comparison;
  const [whole, setWhole] = useState(false);
  const [current, setCurrent] = useState<number | null>(props.first);
  const [change, setChange] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const { chunks, changeFrom, changeAt } = useCompared(from.id, to.id, total);
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(props.first);
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  // A row far away is not drawn yet: its chunk is brought into reach first, then the row itself.
  useEffect(() => {
    if (wanted.current === null) return;
    const find = (name: string, value: number) =>
      scroller.current?.querySelector<HTMLElement>(`[data-${name}="${value}"]`);
    const row = find("row", wanted.current);
    // The row that has the focus may go from sight with its chunk, and the next key with it.
    if (!row) scroller.current?.focus({ preventScroll: true });
    (row ?? find("chunk", chunkNumberOf(wanted.current)))?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
    if (row) wanted.current = null;
  });
  const { first } = props;
  useEffect(() => {
    let isHere = true;
    // What cannot be counted shows without its number.
    if (first !== null)
      changeAt(first).then(
        (number) => (isHere ? setChange(number) : undefined),
        () => undefined,
      );
    return () => {
      isHere = false;
    };
  }, [first, changeAt]);
  /** Where the last step led, and the steps under way: each begins where the one before it ended. */
  const at = useRef(props.first);
  const steps = useRef(Promise.resolve());
  const step = async (by: 1 | -1): Promise<void> => {
    const found = await changeFrom(at.current ?? (by === 1 ? -1 : total), by);
    if (found === null) return;
    setSaid(found.row === at.current ? "This is the only change" : "");
    at.current = found.row;
    wanted.current = found.row;
    setCurrent(found.row);
    setChange(found.change);
  };
  const go = (by: 1 | -1) => {
    steps.current = steps.current
      .then(() => step(by))
      .catch(() => setSaid("The comparison could not be read"));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return;
    const by = altKey ? { ArrowDown: 1, ArrowUp: -1 }[key] : { n: 1, N: 1, p: -1, P: -1 }[key];
    if (by !== undefined) go(by === 1 ? 1 : -1);
    else if (key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const changes = changesOf(comparison);
  return (
    // Keys pressed on what is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="versions" aria-label={`Versions of ${title}`} onKeyDown={onKeyDown}>
      <header className="versions-head">
        <h2 className="unseen">{title}</h2>
        <div className="versions-tools">
          <VersionPick
            label="Older text"
            versions={versions}
            chosen={from.id}
            other={to.id}
            onPick={(id) => onPair(id, to.id)}
          />
          <span aria-hidden="true">→</span>
          <VersionPick
            label="Newer text"
            versions={versions}
            chosen={to.id}
            other={from.id}
            onPick={(id) => onPair(from.id, id)}
          />
          <span className="versions-space" />
          <IconButton
            label="Back to reading"
            keys="Escape"
            icon={<X {...icon} />}
            onPress={onClose}
          />
        </div>
        <div className="versions-tools">
          <p className="versions-counts">
            {changes === 0 ? "No sentence differs. " : `${countOf(changes, "change")}: `}
            {countsLine(comparison)}
          </p>
          <Button variant="quiet" aria-pressed={whole} onPress={() => setWhole(!whole)}>
            {whole ? "Only changes" : "Everything"}
          </Button>
          <span className="versions-change" role="status">
            {change === null ? "" : `Change ${formatNumber(change)} of ${formatNumber(changes)}`}
          </span>
          <IconButton
            label="Previous change"
            keys="P"
            icon={<ArrowUp {...icon} />}
            isDisabled={changes === 0}
            onPress={() => go(-1)}
          />
          <IconButton
            label="Next change"
            keys="N"
            icon={<ArrowDown {...icon} />}
            isDisabled={changes === 0}
            onPress={() => go(1)}
          />
        </div>
      </header>
      <div
        ref={scroller}
        className="versions-scroll"
        role="region"
        aria-label="Both texts"
        data-pane-focus=""
        // It is scrolled from the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className="versions-titles" aria-hidden="true">
          <span />
          <b>Version {from.number}</b>
          <b>Version {to.number}</b>
          <span />
        </div>
        {chunks.map(({ number, rows, height, attach }) => (
          <div
            key={number}
            ref={attach}
            data-chunk={number}
            style={rows === null ? { height } : undefined}
          >
            {rows?.map((row, at) => {
              const index = firstRowOf(number) + at;
              return (
                <ComparedRowView
                  key={index}
                  row={row}
                  at={index}
                  last={index === total - 1}
                  current={index === current}
                  from={from}
                  to={to}
                  whole={whole}
                  onClip={onClip}
                />
              );
            })}
          </div>
        ))}
      </div>
      <div role="status" className="unseen">
        {said}
      </div>
    </section>
  );
}

interface VersionPickProps {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly chosen: string;
  /** The one on the other side. */
  readonly other: string;
  readonly onPick: (version: string) => void;
}

function VersionPick({ label, versions, chosen, other, onPick }: VersionPickProps) {
  const name = (version: Version | undefined) =>
    version ? `Version ${version.number} · ${formatDate(version.importedAt)}` : "";
  const now = name(versions.find(({ id }) => id === chosen));
  return (
    <MenuButton
      label={`${label}: ${now}`}
      onAction={onPick}
      groups={[
        {
          title: label,
          chosen,
          entries: versions.map((version) => ({
            id: version.id,
            label: name(version),
            disabled: version.id === other,
          })),
        },
      ]}
    >
      {now}
      <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
    </MenuButton>
  );
}
