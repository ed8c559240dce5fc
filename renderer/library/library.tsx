/** The left pane: what is in the notebook, and the list of it. */
import { useRef, useState } from "react";
import type { Section, TagRow, View } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { useRested } from "../ui/use-rested.ts";
import { ArticleList, ClipList, NoteList, TagList, type ListProps } from "./lists.tsx";
import { ListBar } from "./list-bar.tsx";
import { NeedingFilter } from "./needing-filter.tsx";
import { Sections } from "./sections.tsx";
import { TagHead } from "./tag-head.tsx";
import { TrashList } from "./trash-list.tsx";
import "./library.css";

/** Typing rests this long before the list is filtered, in ms: shorter than one notices. */
const restMs = 50;

type ListView = Pick<View, "section" | "tag" | "sort" | "descending">;

export interface LibraryProps {
  readonly list: ListView;
  readonly onList: (change: Partial<ListView>) => void;
  /** What is open in the other panes. */
  readonly article: string | null;
  readonly note: string | null;
  /** Called when something was opened to go there, not only to see it beside the list. */
  readonly onEnter: (pane: "reader" | "notes") => void;
  readonly onShowFilter: () => void;
}

export function Library(props: LibraryProps) {
  const { sort, descending } = props.list;
  const { data: info } = useCall("notebook.info", {});
  const { section, tag } = useTag(props.list);
  // Every section keeps its own filter while the window is open.
  const [filters, setFilters] = useState<{ readonly [section in Section]?: string }>({});
  const [needing, setNeeding] = useState(false);
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
    readOnly: info?.readOnly ?? true,
  };
  return (
    <>
      <Sections
        info={info ?? null}
        shown={section}
        onShow={(next) => props.onList({ section: next })}
      />
      {tag === null ? null : (
        <TagHead key={tag.id} tag={tag} onBack={() => props.onList({ section: "tags" })} />
      )}
      {section === "trash" ? null : (
        <ListBar
          words={typed}
          onWords={setWords}
          field={field}
          onDown={() => listbox.current?.focus()}
          sort={hasArticles(section) ? { by: sort, descending } : null}
          onSort={(by, down) => props.onList({ sort: by, descending: down })}
        />
      )}
      {section === "clips" ? <NeedingFilter on={needing} onChange={setNeeding} /> : null}
      <div className="library-list">
        {section === "clips" ? (
          <ClipList key={String(needing)} {...shared} needing={needing} />
        ) : section === "notes" ? (
          <NoteList {...shared} />
        ) : section === "tags" ? (
          <TagList {...shared} onTag={(id) => props.onList({ section: "tag", tag: id })} />
        ) : section === "trash" ? (
          <TrashList listbox={listbox} />
        ) : section === "tag" && tag === null ? null : (
          <ArticleList
            key={`${section} ${tag?.id ?? ""}`}
            {...shared}
            filter={section === "unread" ? "unread" : "all"}
            tag={tag}
            sort={sort}
            descending={descending}
          />
        )}
      </div>
    </>
  );
}

const hasArticles = (section: Section) => !["clips", "notes", "tags", "trash"].includes(section);

/** The tag whose articles are listed. One that nothing has any more makes room for the list of tags. */
function useTag({ section, tag }: ListView): {
  readonly section: Section;
  readonly tag: TagRow | null;
} {
  const wanted = section === "tag" ? tag : null;
  const { data } = useCall("tags.get", { id: wanted ?? "" }, { enabled: wanted !== null });
  if (section !== "tag") return { section, tag: null };
  if (wanted === null || data === null) return { section: "tags", tag: null };
  return { section, tag: data ?? null };
}
