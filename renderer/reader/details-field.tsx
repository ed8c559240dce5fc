/** One line of the form: a name, what is typed, and where the article has it from. */
import { useId, type ReactNode } from "react";
import type { Article, EditableField } from "../../electron/api.ts";
import { byHand } from "../../electron/text/metadata-edit.ts";

export interface DetailProps {
  readonly label: string;
  /** What it has the value from, under the field. */
  readonly note?: ReactNode;
  /** What is wrong with what was typed; empty when nothing is. */
  readonly problem?: string;
  readonly children: (ids: { readonly field: string; readonly describedBy: string }) => ReactNode;
}

export function Detail({ label, note, problem = "", children }: DetailProps) {
  const id = useId();
  return (
    <div className="details-line">
      <label className="details-label" htmlFor={id}>
        {label}
      </label>
      <div className="details-value">
        {children({ field: id, describedBy: `${id}-note` })}
        <div id={`${id}-note`} className="details-note">
          {problem === "" ? note : <span className="details-problem">{problem}</span>}
        </div>
      </div>
    </div>
  );
}

export interface ProvenanceProps {
  readonly article: Article;
  readonly field: EditableField;
  /** How the field is called within a sentence. */
  readonly name: string;
  readonly onUseFound: (field: EditableField) => void;
}

/** Where a field's value is from, and the way back to what an import found. */
export function Provenance({ article, field, name, onUseFound }: ProvenanceProps) {
  const written = article.edited[field];
  if (written?.text === null) return <span>Written by you; the import found nothing.</span>;
  if (written !== undefined)
    return (
      <>
        <span>
          Written by you. The import found “{shortened(written.text)}”
          {written.found === null ? "" : ` (${sourceLabel(written.found)})`}.
        </span>{" "}
        <button type="button" className="details-use" onClick={() => onUseFound(field)}>
          Use what the import found again<span className="unseen"> for the {name}</span>
        </button>
      </>
    );
  const found = foundOf(article, field);
  return found === null ? null : <span>From {sourceLabel(found)}</span>;
}

function foundOf({ found }: Article, field: EditableField): string | null {
  const sources = new Map(Object.entries(found));
  return sources.get(field.startsWith("identifiers.") ? "identifiers" : field) ?? null;
}

function sourceLabel(found: string): string {
  if (found === "derived") return "the words of the text";
  return found === byHand ? "you" : found;
}

const longest = 80;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}
