/** The library's lists: each asks for its rows, and knows what opening, deleting and emptiness mean. */
import { useMemo, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import type { ArticleFilter, ArticleSort, Tag, Undoable } from "../../electron/api.ts";
import { call } from "../api.ts";
import { keysFor, runCommand } from "../commands.ts";
import { deletedText, withNotes } from "../deleted.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { EmptyState, type EmptyStateProps } from "../ui/empty-state.tsx";
import { VirtualList, type OpenedBy } from "../ui/virtual-list.tsx";
import {
  ArticleRowView,
  ClipRowView,
  NoteRowView,
  rowHeight,
  tagRowHeight,
  TagRowView,
} from "./rows.tsx";
import { usePages, type Pages } from "../use-pages.ts";

export interface ListProps {
  /** What the rows must contain; empty for all. */
  readonly words: string;
  readonly listbox: RefObject<HTMLDivElement | null>;
  readonly article: string | null;
  readonly note: string | null;
  readonly onEnter: (pane: "reader" | "notes") => void;
  /** Typing into a list filters it. */
  readonly onType: (text: string) => void;
  readonly onClearFilter: () => void;
  /** Nothing can be added to the notebook: what is empty stays so. */
  readonly readOnly: boolean;
}

/** What an empty list says. */
interface Nothing {
  readonly sentence: string;
  /** How that is changed. */
  readonly how?: string;
  readonly action?: EmptyStateProps["action"];
}

export interface ArticleListProps extends ListProps {
  readonly filter: ArticleFilter;
  /** Only articles with this tag; null for all. */
  readonly tag: Tag | null;
  readonly sort: ArticleSort;
  readonly descending: boolean;
}

export function ArticleList(props: ArticleListProps) {
  const { words, filter, sort, descending } = props;
  const tag = props.tag?.id ?? null;
  const navigation = useNavigation();
  const pages = usePages(
    "articles.list",
    useMemo(
      () => ({ words, filter, sort, descending, tag }),
      [words, filter, sort, descending, tag],
    ),
  );
  const nothing: Nothing =
    filter === "unread"
      ? { sentence: "Everything has been opened. Nothing is left unread." }
      : {
          sentence: "No articles yet.",
          how: "Import files, or drop them anywhere on the window.",
          action: {
            label: "Import files",
            keys: keysFor("import.files"),
            onPress: () => runCommand("import.files"),
          },
        };
  return (
    <Listed
      {...props}
      label={
        props.tag !== null
          ? `Articles with the tag ${props.tag.name}`
          : filter === "unread"
            ? "Unread articles"
            : "Articles"
      }
      pages={pages}
      nothing={nothing}
      selected={pages.indexOf((row) => row.id === props.article)}
      selectedKey={props.article}
      renderRow={(row) => <ArticleRowView row={row} />}
      pane="reader"
      onOpen={(row) => navigation.openArticle(row.id)}
      onDelete={(row) => {
        const deleted = call("articles.delete", { id: row.id });
        const moved = `“${row.title}” moved to trash`;
        return { deleted, said: deleted.then((article) => withNotes(moved, article)) };
      }}
    />
  );
}

export interface ClipListProps extends ListProps {
  /** Only clips that a new version of their article changed or lost. */
  readonly needing: boolean;
}

export function ClipList(props: ClipListProps) {
  const { words, needing } = props;
  const navigation = useNavigation();
  const pages = usePages(
    needing ? "clips.attention" : "clips.list",
    useMemo(() => ({ words }), [words]),
  );
  return (
    <Listed
      {...props}
      label={needing ? "Clips that need you" : "Clips"}
      pages={pages}
      nothing={{
        sentence: needing
          ? "No clip needs you. All of them stand where they belong."
          : "No clips yet.",
        ...(needing ? {} : { how: "Select words in an article to clip them." }),
      }}
      selected={-1}
      selectedKey={null}
      renderRow={(row) => <ClipRowView row={row} />}
      pane="reader"
      onOpen={(row) =>
        navigation.openArticle(row.article, {
          clip: row.id,
          ...(needing ? { settle: true } : {}),
        })
      }
      onDelete={(row) => {
        const deleted = call("clips.delete", { ids: [row.id] });
        return { deleted, said: deleted.then((clips) => deletedText(1, clips)) };
      }}
    />
  );
}

export function NoteList(props: ListProps) {
  const { words } = props;
  const navigation = useNavigation();
  const pages = usePages(
    "notes.list",
    useMemo(() => ({ words }), [words]),
  );
  return (
    <Listed
      {...props}
      label="Notes"
      pages={pages}
      nothing={{
        sentence: "No notes yet.",
        action: {
          label: "New note",
          keys: keysFor("note.create"),
          onPress: () => runCommand("note.create"),
        },
      }}
      selected={pages.indexOf((row) => row.id === props.note)}
      selectedKey={props.note}
      renderRow={(row) => <NoteRowView row={row} />}
      pane="notes"
      onOpen={(row) => navigation.openNote(row.id)}
      onDelete={(row) => ({
        deleted: call("notes.delete", { id: row.id }),
        said: `“${row.title}” moved to trash`,
      })}
    />
  );
}

export interface TagListProps extends ListProps {
  readonly onTag: (id: string) => void;
}

export function TagList(props: TagListProps) {
  const { words, onTag } = props;
  const pages = usePages(
    "tags.list",
    useMemo(() => ({ words }), [words]),
  );
  return (
    <Listed
      {...props}
      label="Tags"
      pages={pages}
      nothing={{ sentence: "No tags yet.", how: "Add one under the title of an article." }}
      selected={-1}
      selectedKey={null}
      rowHeight={tagRowHeight}
      renderRow={(row) => <TagRowView row={row} />}
      pane={null}
      onOpen={(row) => onTag(row.id)}
      onDelete={(row) => ({
        deleted: call("tags.delete", { id: row.id }),
        said: `Tag “${row.name}” deleted`,
      })}
    />
  );
}

interface ListedProps<Row> extends ListProps {
  readonly label: string;
  readonly pages: Pages<Row>;
  readonly nothing: Nothing;
  readonly selected: number;
  readonly selectedKey: string | null;
  readonly renderRow: (row: Row) => ReactNode;
  /** In px; that of articles when left out. */
  readonly rowHeight?: number;
  /** Where Enter goes to; null for a list that another list takes the place of. */
  readonly pane: "reader" | "notes" | null;
  readonly onOpen: (row: Row) => void;
  readonly onDelete: (row: Row) => {
    readonly deleted: Promise<Undoable>;
    readonly said: string | Promise<string>;
  };
}

function emptiness({ sentence, how, action }: Nothing, readOnly: boolean): EmptyStateProps {
  if (readOnly) return { sentence };
  return { sentence: how ? `${sentence} ${how}` : sentence, ...(action ? { action } : {}) };
}

/** What the lists have in common. */
function Listed<Row>({ listbox, ...props }: ListedProps<Row>) {
  const { pages, words, onEnter, pane } = props;
  const navigation = useNavigation();
  if (pages.error) return <EmptyState sentence={failureText(pages.error)} />;
  if (pages.total === null) return null;
  if (pages.total === 0) {
    return words === "" ? (
      <EmptyState {...emptiness(props.nothing, props.readOnly)} />
    ) : (
      <EmptyState
        sentence={`Nothing here matches “${words}”.`}
        action={{ label: "Clear filter", keys: "Escape", onPress: props.onClearFilter }}
      />
    );
  }
  const onOpen = (row: Row, by: OpenedBy) => {
    props.onOpen(row);
    if (by === "enter" && pane !== null) onEnter(pane);
  };
  const onKey = (event: KeyboardEvent, row: Row | null) => {
    if (event.key === "Escape" && words !== "") props.onClearFilter();
    if (event.key !== "Delete" || row === null) return;
    event.preventDefault();
    const { deleted, said } = props.onDelete(row);
    Promise.all([deleted, said])
      .then(([undoable, sentence]) => navigation.announce(sentence, undoable))
      .catch(showFailure);
  };
  return (
    <VirtualList
      ref={listbox}
      label={props.label}
      of={pages.of}
      total={pages.total}
      rowHeight={props.rowHeight ?? rowHeight}
      rowAt={pages.rowAt}
      renderRow={props.renderRow}
      selected={props.selected}
      selectedKey={props.selectedKey}
      onOpen={onOpen}
      onRange={pages.onRange}
      onType={props.onType}
      onKey={onKey}
    />
  );
}
