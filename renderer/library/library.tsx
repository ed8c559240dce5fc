/** The left pane: what is in the notebook, and the list of it. */
import { useRef, useState } from "react";
import type { Section, View } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { useRested } from "../ui/use-rested.ts";
import { ArticleList, ClipList, NoteList, type ListProps } from "./lists.tsx";
import { ListBar } from "./list-bar.tsx";
import { Sections } from "./sections.tsx";
import "./library.css";

/** Typing rests this long before the list is filtered, in ms: shorter than one notices. */
const restMs = 50;

export interface LibraryProps {
  readonly list: Pick<View, "section" | "sort" | "descending">;
  readonly onList: (change: Partial<Pick<View, "section" | "sort" | "descending">>) => void;
  /** What is open in the other panes. */
  readonly article: string | null;
  readonly note: string | null;
  /** Called when something was opened to go there, not only to see it beside the list. */
  readonly onEnter: (pane: "reader" | "notes") => void;
  readonly onShowFilter: () => void;
}

export function Library(props: LibraryProps) {
  const { section, sort, descending } = props.list;
  const { data: info } = useCall("notebook.info", {});
  // Every section keeps its own filter while the window is open.
  const [filters, setFilters] = useState<{ readonly [section in Section]?: string }>({});
  const typed = filters[section] ?? "";
  const words = useRested(typed, restMs);
  const setWords = (next: string) => setFilters((last) => ({ ...last, [section]: next }));
  const field = useRef<HTMLInputElement>(null);
  const listbox = useRef<HTMLDivElement>(null);
  useCommand("library.filter", () => {
    props.onShowFilter();
    field.current?.select();
    field.current?.focus();
  });

  const shared: ListProps = {
    words,
    listbox,
    article: props.article,
    note: props.note,
    onEnter: props.onEnter,
    onType: (text) => {
      setWords(typed + text);
      field.current?.focus();
    },
    onClearFilter: () => setWords(""),
  };
  return (
    <>
      <Sections
        info={info ?? null}
        shown={section}
        onShow={(next) => props.onList({ section: next })}
      />
      <ListBar
        words={typed}
        onWords={setWords}
        field={field}
        onDown={() => listbox.current?.focus()}
        sort={section === "articles" || section === "unread" ? { by: sort, descending } : null}
        onSort={(by, down) => props.onList({ sort: by, descending: down })}
      />
      <div className="library-list">
        {section === "clips" ? (
          <ClipList {...shared} />
        ) : section === "notes" ? (
          <NoteList {...shared} />
        ) : (
          <ArticleList
            key={section}
            {...shared}
            filter={section === "unread" ? "unread" : "all"}
            sort={sort}
            descending={descending}
          />
        )}
      </div>
    </>
  );
}
