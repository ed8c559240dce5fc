/** All that is known of an article, to be read with where it was found, and written over. */
import { useState, type KeyboardEvent, type ReactNode } from "react";
import type { Article, EditableField, MetadataChanges } from "../../electron/api.ts";
import { parseDate } from "../../electron/text/dates.ts";
import { understand } from "../../electron/text/metadata-edit.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatPublished } from "../ui/format.ts";
import { Authors } from "./details-authors.tsx";
import {
  changesOf,
  emptyDraft,
  entriesIn,
  namesIn,
  textIn,
  withoutField,
  type Draft,
  type EntryList,
  type TextField,
} from "./details-draft.ts";
import { EarlierLines } from "./earlier-lines.tsx";
import type { EarlierLine } from "./earlier-states.ts";
import { Entries } from "./details-entries.tsx";
import { Detail, Provenance } from "./details-field.tsx";
import "./details.css";

export interface DetailsDialogProps {
  readonly article: Article;
  readonly onClose: () => void;
  /** Gives back what went wrong, in a sentence; empty when it is saved. */
  readonly onSave: (changes: MetadataChanges) => Promise<string>;
  readonly onUseFound: (field: EditableField) => void;
  /** How the details were before edits, each with the way back. */
  readonly earlier: readonly EarlierLine[];
  readonly onRestore: (group: string) => void;
}

const lines: readonly { readonly field: TextField; readonly label: string }[] = [
  { field: "site", label: "Site or journal" },
  { field: "published", label: "Published" },
  { field: "url", label: "Address" },
  { field: "language", label: "Language" },
];
const likely: { readonly [list in EntryList]: readonly string[] } = {
  identifiers: ["doi", "isbn", "pmid", "arxiv"],
  fields: ["journal", "volume", "issue", "pages", "publisher", "edition"],
};

export function DetailsDialog(props: DetailsDialogProps) {
  const { article, onClose, onSave, onUseFound, earlier, onRestore } = props;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState("");
  const changes = changesOf(draft, article);
  const { objections } = understand(changes);
  const problemOf = (field: EditableField) => {
    const found = objections.find((each) => each.field === field);
    return found && tried ? `${found.message} ${found.advice}` : "";
  };
  const save = () => {
    setTried(true);
    if (objections.length > 0) return;
    void onSave(changes).then(setFailure);
  };
  const set = (field: TextField, text: string) =>
    setDraft((last) => ({ ...last, texts: { ...last.texts, [field]: text } }));
  const useFound = (field: EditableField) => {
    setDraft((last) => withoutField(last, field));
    onUseFound(field);
  };
  const restore = (group: string) => {
    const fields = earlier.find((line) => line.group === group)?.fields ?? [];
    setDraft((last) =>
      // Those of an article's edits are its editable ones.
      fields.reduce((rest, field) => withoutField(rest, field as EditableField), last),
    );
    onRestore(group);
  };
  const noteOf = (field: EditableField, name: string) => (
    <Provenance article={article} field={field} name={name} onUseFound={useFound} />
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const { target } = event;
    const whole = event.ctrlKey || event.metaKey || target instanceof HTMLInputElement;
    if (!whole) return;
    event.preventDefault();
    save();
  };
  const text = (field: TextField, label: string) => (
    <Detail
      key={field}
      label={label}
      problem={problemOf(field)}
      note={
        <>
          {field === "published" ? <Understood typed={draft.texts.published} /> : null}
          {noteOf(field, label.toLowerCase())}
        </>
      }
    >
      {({ field: id, describedBy }) => {
        const shared = {
          id,
          className: "details-input",
          "aria-describedby": describedBy,
          "aria-invalid": problemOf(field) !== "",
          value: textIn(draft, article, field),
        };
        return field === "abstract" || field === "title" ? (
          <textarea
            {...shared}
            rows={1}
            // The dialog was opened to type in it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={field === "title"}
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        ) : (
          <input
            {...shared}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        );
      }}
    </Detail>
  );
  const entries = (list: EntryList, one: string, label: string) => (
    <div className="details-line">
      <span className="details-label">{label}</span>
      <div className="details-value">
        <Entries
          one={one}
          rows={entriesIn(draft, article, list)}
          onChange={(rows) => setDraft((last) => ({ ...last, [list]: rows }))}
          noteOf={(name) => noteOf(`${list}.${name}`, name)}
          names={likely[list]}
        />
        <Cleared article={article} draft={draft} list={list} noteOf={noteOf} />
      </div>
    </div>
  );
  return (
    <Dialog
      open
      size="form"
      keepOpen
      title="Details"
      onClose={onClose}
      actions={
        <>
          <p role="alert" className="details-failure">
            {failure}
          </p>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={save}>
            Save details
          </Button>
        </>
      }
    >
      {/* Enter in a field saves, as in any form. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="details" onKeyDown={onKeyDown}>
        {text("title", "Title")}
        <div className="details-line">
          <span className="details-label">Authors</span>
          <div className="details-value">
            <Authors
              rows={namesIn(draft, article)}
              onChange={(names) => setDraft((last) => ({ ...last, names }))}
              describedBy="details-authors-note"
            />
            <div id="details-authors-note" className="details-note">
              {noteOf("byline", "authors")}
            </div>
          </div>
        </div>
        {lines.map(({ field, label }) => text(field, label))}
        {text("abstract", "Abstract")}
        {entries("identifiers", "identifier", "Identifiers")}
        {entries("fields", "field", "Further fields")}
        <EarlierLines lines={earlier} onRestore={restore} />
      </div>
    </Dialog>
  );
}

/** What a typed date is taken for. */
function Understood({ typed }: { readonly typed: string | undefined }) {
  if (typed === undefined || typed.trim() === "") return null;
  const date = parseDate(typed);
  return (
    <span aria-live="polite" className="details-understood">
      {date === null
        ? "Not a date yet: 2019, 2019-05 or 12 May 2019."
        : `Understood as ${formatPublished(date)}${timeOf(date)}.`}{" "}
    </span>
  );
}

function timeOf(date: string): string {
  const time = /T(\d\d:\d\d)/.exec(date)?.[1];
  return time === undefined ? "" : `, ${time}`;
}

interface ClearedProps {
  readonly article: Article;
  readonly draft: Draft;
  readonly list: EntryList;
  readonly noteOf: (field: EditableField, name: string) => ReactNode;
}

/** Entries that a person took out, each with the way back. */
function Cleared({ article, draft, list, noteOf }: ClearedProps) {
  const shown = new Set(entriesIn(draft, article, list).map(({ name }) => name));
  const gone = Object.entries(article.edited)
    .filter(([field, found]) => field.startsWith(`${list}.`) && (found?.text ?? null) !== null)
    .map(([field]) => field.slice(list.length + 1))
    .filter((name) => !shown.has(name));
  return gone.map((name) => (
    <div key={name} className="details-note">
      {name}: {noteOf(`${list}.${name}`, name)}
    </div>
  ));
}
