/** The window of an open notebook: it puts the features together and lets them reach each other. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { AppState, NotebookInfo, Settings, Target, View } from "../electron/api.ts";
import { useCall } from "./api.ts";
import type { ChangeSettings } from "./app-state.ts";
import { NoteRevisions } from "./history/note-revisions.tsx";
import { RecentChanges } from "./history/recent-changes.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { failureText } from "./failure.ts";
import { DropZone } from "./imports/drop-zone.tsx";
import { ImportNotices } from "./imports/import-notices.tsx";
import { ImportProgress } from "./imports/import-progress.tsx";
import { ImportReports } from "./imports/import-reports.tsx";
import { Library } from "./library/library.tsx";
import { NavigationContext } from "./navigation.ts";
import { Backlinks } from "./notes/links/backlinks.tsx";
import { NotePane } from "./notes/note-pane.tsx";
import { flushNotes } from "./notes/saving.ts";
import { Palette } from "./palette/palette.tsx";
import { PaneView } from "./pane-view.tsx";
import { focusPane, keepFocus, panesShown, withPane, type Layout, type PaneName } from "./panes.ts";
import { Reader } from "./reader/reader.tsx";
import { SearchPanel } from "./search/search-panel.tsx";
import { StatusLine } from "./status-line.tsx";
import { TitleBar } from "./title-bar.tsx";
import { EmptyState } from "./ui/empty-state.tsx";
import { NoArticle, NoNote } from "./nothing-open.tsx";
import { clearToasts } from "./ui/toast.tsx";
import { useShown } from "./use-shown.ts";
import { Compare } from "./versions/compare.tsx";
import { useNextAttention } from "./use-next-attention.ts";
import { useTitles } from "./use-titles.ts";
import { useVerification } from "./verify/use-verification.ts";
import { VerifyPanel } from "./verify/verify-panel.tsx";
import { useWindowCommands, type Overlay } from "./window-commands.ts";

const narrow = window.matchMedia("(max-width: 899px)");
function onNarrowChange(listen: () => void): () => void {
  narrow.addEventListener("change", listen);
  return () => narrow.removeEventListener("change", listen);
}

export interface NotebookWindowProps {
  readonly state: AppState;
  readonly notebook: NotebookInfo;
  readonly settings: Settings;
  readonly onSettings: ChangeSettings;
}

/** Waits for the view as it was left, then shows it. */
export function NotebookWindow(props: NotebookWindowProps) {
  const view = useCall("view.get", {});
  useEffect(() => clearToasts, []);
  if (view.isError) return <EmptyState sentence={failureText(view.error)} />;
  return view.data ? <OpenWindow {...props} view={view.data} /> : null;
}

function OpenWindow(props: NotebookWindowProps & { readonly view: View }) {
  const { notebook, settings, onSettings } = props;
  const isNarrow = useSyncExternalStore(onNarrowChange, () => narrow.matches);
  const [alone, setAlone] = useState<PaneName | null>(null);
  const [tab, setTab] = useState<PaneName>(props.view.article === null ? "library" : "reader");
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [report, setReport] = useState<string | null>(null);
  const { libraryShown, notesShown } = settings;
  const layout: Layout = { libraryShown, notesShown, alone, tab: isNarrow ? tab : null };

  const setLayout = (next: Layout) => {
    setAlone(next.alone);
    if (next.tab) setTab(next.tab);
    if (next.libraryShown !== libraryShown || next.notesShown !== notesShown) {
      onSettings({ libraryShown: next.libraryShown, notesShown: next.notesShown });
    }
  };
  const show = (pane: PaneName) => {
    const next = withPane(layout, pane);
    // When it shows already nothing is set: a change of the layout may be under way.
    if (next !== layout) setLayout(next);
  };
  const goTo = (pane: PaneName) => {
    flushSync(() => show(pane));
    focusPane(pane);
  };

  const shown = useShown(props.view, show);
  const { stop, navigation } = shown;
  const titles = useTitles(stop.article, stop.note);
  useNextAttention(navigation, stop.place);
  const closeOverlay = useCallback(() => setOverlay(null), []);
  const verifying = useVerification(overlay === "verify");
  const { check } = verifying;
  const verifyDrop = useMemo(
    () =>
      overlay === "verify"
        ? { title: "Drop to check its quotations", onDropped: () => check("drop") }
        : null,
    [overlay, check],
  );
  useEffect(keepFocus, []);
  useWindowCommands({ layout, setLayout, goTo, setOverlay, shown, settings, onSettings });

  const { article, note, gone } = titles;
  const { forget } = shown;
  useEffect(() => {
    for (const id of gone) forget(id);
  }, [gone, forget]);
  const showing = article ?? note;
  useEffect(() => {
    document.title = showing === null ? notebook.name : `${showing} — ${notebook.name}`;
    return () => {
      document.title = "Commonplace";
    };
  }, [showing, notebook.name]);

  const readerTarget = useMemo<Target | null>(
    () => (stop.article === null ? null : { kind: "article", id: stop.article }),
    [stop.article],
  );
  const visible = panesShown(layout);

  return (
    <NavigationContext value={navigation}>
      <div className="shell">
        <TitleBar
          article={article}
          note={note}
          notebook={notebook.name}
          libraryShown={visible.includes("library")}
          notesShown={visible.includes("notes")}
          canGoBack={shown.canGoBack}
          canGoForward={shown.canGoForward}
        />
        <PaneView
          layout={layout}
          widths={settings}
          onWidths={onSettings}
          onTab={(pane) => setLayout({ ...layout, tab: pane })}
          library={
            <ErrorBoundary name="The library">
              <Library
                list={shown.list}
                onList={shown.setList}
                article={stop.article}
                note={stop.note}
                onEnter={goTo}
                onShowFilter={() => flushSync(() => show("library"))}
              />
            </ErrorBoundary>
          }
          reader={
            <ErrorBoundary name="The reader" showing={stop.article}>
              {readerTarget === null ? (
                <NoArticle />
              ) : stop.compared ? (
                <Compare
                  article={readerTarget.id}
                  from={stop.compared.from}
                  to={stop.compared.to}
                  at={stop.compared.at}
                />
              ) : (
                <Reader
                  article={readerTarget.id}
                  place={stop.place}
                  placeKey={shown.placeKey}
                  version={stop.version}
                  settings={settings}
                  note={stop.note}
                  footer={<Backlinks target={readerTarget} />}
                />
              )}
            </ErrorBoundary>
          }
          notes={
            <ErrorBoundary name="The note" showing={stop.note}>
              {stop.note === null ? (
                <NoNote />
              ) : (
                <NotePane note={stop.note} quote={shown.quote} onQuoteDone={shown.quoteDone} />
              )}
            </ErrorBoundary>
          }
        />
        {notebook.readOnly ? null : <ImportNotices />}
        <StatusLine readOnlyReason={notebook.readOnly ? (notebook.readOnlyReason ?? "") : null}>
          <ImportProgress
            onReport={(job) => {
              setReport(job);
              setOverlay("reports");
            }}
          />
        </StatusLine>
      </div>
      <Palette
        open={overlay === "palette" || overlay === "commands"}
        commandsFirst={overlay === "commands"}
        onClose={closeOverlay}
        onEnter={goTo}
      />
      <SearchPanel open={overlay === "search"} onClose={closeOverlay} onEnter={goTo} />
      <ImportReports
        open={overlay === "reports"}
        job={report}
        onJob={setReport}
        onClose={closeOverlay}
      />
      <NoteRevisions
        note={overlay === "revisions" ? stop.note : null}
        onFlush={flushNotes}
        onClose={closeOverlay}
      />
      <RecentChanges open={overlay === "changes"} onClose={closeOverlay} />
      <VerifyPanel open={overlay === "verify"} verifying={verifying} onClose={closeOverlay} />
      {notebook.readOnly && !verifyDrop ? null : (
        <DropZone formats={props.state.formats} purpose={verifyDrop} />
      )}
    </NavigationContext>
  );
}
