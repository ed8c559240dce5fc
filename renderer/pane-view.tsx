/** The three panes side by side with the lines between them, or one at a time behind tabs. */
import type { KeyboardEvent, ReactNode } from "react";
import { defaultWidths, type PaneWidths } from "./pane-widths.ts";
import { paneNames, panesShown, rememberFocus, type Layout, type PaneName } from "./panes.ts";
import { Splitter } from "./ui/splitter.tsx";

export interface PaneViewProps {
  readonly layout: Layout;
  readonly widths: PaneWidths;
  readonly onWidths: (change: Partial<PaneWidths>) => void;
  readonly onTab: (pane: PaneName) => void;
  readonly library: ReactNode;
  readonly reader: ReactNode;
  readonly notes: ReactNode;
}

const labels: Readonly<Record<PaneName, string>> = {
  library: "Library",
  reader: "Reader",
  notes: "Note",
};

/** Hidden panes stay there unseen: a quote can be put into a note that does not show. */
export function PaneView(props: PaneViewProps) {
  const { layout, widths, onWidths } = props;
  const shown = panesShown(layout);
  const shares = (pane: PaneName) => shown.includes(pane) && shown.length > 1;
  return (
    <>
      {layout.tab ? <Tabs front={layout.tab} onTab={props.onTab} /> : null}
      <div className="shell-panes">
        <Pane
          name="library"
          layout={layout}
          width={widths.libraryWidth}
          splitter={
            shares("library") ? (
              <Splitter
                label="Width of the library"
                pane="before"
                value={widths.libraryWidth}
                min={180}
                max={560}
                initial={defaultWidths.libraryWidth}
                onChange={(libraryWidth) => onWidths({ libraryWidth })}
              />
            ) : null
          }
        >
          {props.library}
        </Pane>
        <Pane name="reader" layout={layout} width={null}>
          {props.reader}
        </Pane>
        <Pane
          name="notes"
          layout={layout}
          width={widths.notesWidth}
          splitter={
            shares("notes") ? (
              <Splitter
                label="Width of the note"
                pane="after"
                value={widths.notesWidth}
                min={280}
                max={900}
                initial={defaultWidths.notesWidth}
                onChange={(notesWidth) => onWidths({ notesWidth })}
              />
            ) : null
          }
        >
          {props.notes}
        </Pane>
      </div>
    </>
  );
}

interface PaneProps {
  readonly name: PaneName;
  readonly layout: Layout;
  readonly width: number | null;
  /** The line that changes its width, towards the reader; part of the pane, so that it lies in a landmark. */
  readonly splitter?: ReactNode;
  readonly children: ReactNode;
}

function Pane({ name, layout, width, splitter = null, children }: PaneProps) {
  const shown = panesShown(layout);
  const alone = shown.length === 1;
  const Element = ({ library: "nav", reader: "main", notes: "aside" } as const)[name];
  return (
    <Element
      id={`pane-${name}`}
      className={`shell-pane shell-pane-${name}`}
      aria-label={labels[name]}
      tabIndex={-1}
      hidden={!shown.includes(name)}
      {...(alone ? { "data-alone": "" } : {})}
      style={width === null || alone ? {} : { width }}
    >
      {name === "notes" ? splitter : null}
      {/* Focus is remembered here alone: going to the pane is never going to its edge. */}
      <div className="shell-content" onFocus={(event) => rememberFocus(name, event.target)}>
        {children}
      </div>
      {name === "notes" ? null : splitter}
    </Element>
  );
}

interface TabsProps {
  readonly front: PaneName;
  readonly onTab: (pane: PaneName) => void;
}

function Tabs({ front, onTab }: TabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = paneNames.at((paneNames.indexOf(front) + by) % paneNames.length) ?? front;
    onTab(next);
    const tab = event.currentTarget.querySelector<HTMLElement>(`[aria-controls="pane-${next}"]`);
    tab?.focus();
  };
  return (
    <nav className="shell-tabs" aria-label="Panes">
      <div
        className="shell-tablist"
        role="tablist"
        aria-label="Panes"
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {paneNames.map((pane) => (
          <button
            key={pane}
            type="button"
            role="tab"
            className="shell-tab"
            aria-selected={pane === front}
            aria-controls={`pane-${pane}`}
            tabIndex={pane === front ? 0 : -1}
            onClick={() => onTab(pane)}
          >
            {labels[pane]}
          </button>
        ))}
      </div>
    </nav>
  );
}
