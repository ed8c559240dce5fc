/** The tags of an article: a quiet line under its title. */
import { Plus, Tag as TagIcon, X } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import type { Tag, TagRow as SuggestedTag } from "../../electron/api.ts";
import { useCommand } from "../commands.ts";
import { TagField } from "./tag-field.tsx";
import "./reader-tags.css";

/** What can be done with tags; failures are told to the person there. */
export interface TagActions {
  readonly add: (name: string) => void;
  readonly remove: (tag: Tag) => void;
  /** Lists the articles that have it. */
  readonly open: (tag: Tag) => void;
  readonly suggest: (query: string) => Promise<readonly SuggestedTag[]>;
}

export interface TagRowProps {
  readonly tags: readonly Tag[];
  readonly actions: TagActions;
}

export function TagRow({ tags, actions }: TagRowProps) {
  const [adding, setAdding] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const focusAdd = () =>
    requestAnimationFrame(() =>
      row.current?.querySelector<HTMLElement>(".reader-tag-add")?.focus({ preventScroll: true }),
    );
  useCommand("article.tag", () => {
    row.current?.scrollIntoView({ block: "nearest" });
    setAdding(true);
  });
  const takeLast = () => {
    const last = tags.at(-1);
    if (last) actions.remove(last);
  };
  /** Arrows go from tag to tag, Delete takes the one with the focus away. */
  const onKeyDown = (event: KeyboardEvent, tag: Tag) => {
    if (event.key === "Delete" || event.key === "Backspace") {
      step(row.current, event.currentTarget, event.key === "Delete" ? 1 : -1);
      actions.remove(tag);
    } else if (event.key === "ArrowRight") step(row.current, event.currentTarget, 1);
    else if (event.key === "ArrowLeft") step(row.current, event.currentTarget, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={row} className="reader-tags" role="group" aria-label="Tags of this article">
      <TagIcon className="reader-tags-sign" size={14} strokeWidth={1.5} aria-hidden="true" />
      {tags.map((tag) => (
        <span key={tag.id} className="reader-tag">
          <button
            type="button"
            className="reader-tag-name"
            title="Show all articles with this tag"
            onClick={() => actions.open(tag)}
            onKeyDown={(event) => onKeyDown(event, tag)}
          >
            {tag.name}
          </button>
          <button
            type="button"
            className="reader-tag-remove"
            aria-label={`Remove the tag ${tag.name}`}
            // The tag's own Delete key does the same: one stop of the Tab key is enough.
            tabIndex={-1}
            onClick={() => actions.remove(tag)}
          >
            <X size={12} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </span>
      ))}
      {adding ? (
        <TagField
          tags={tags}
          suggest={actions.suggest}
          onAdd={actions.add}
          onTakeLast={takeLast}
          onClose={(by) => {
            setAdding(false);
            if (by === "keys") focusAdd();
          }}
        />
      ) : (
        <button type="button" className="reader-tag-add" onClick={() => setAdding(true)}>
          <Plus size={12} strokeWidth={1.5} aria-hidden="true" />
          {tags.length === 0 ? "Add tag" : <span className="unseen">Add tag</span>}
        </button>
      )}
    </div>
  );
}

/** Moves the focus along the row, from one of its tags; it stays where there is no further one. */
function step(row: HTMLElement | null, from: Element, by: 1 | -1): void {
  const stops = [
    ...(row?.querySelectorAll<HTMLElement>(".reader-tag-name, .reader-tag-add") ?? []),
  ];
  const at = stops.findIndex((each) => each === from);
  const next = stops[at + by] ?? stops[at - by];
  next?.focus();
}
