/** A field that adds tags: known ones are offered, others are made. */
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import type { Tag, TagRow } from "../../electron/api.ts";
import { fold } from "../../electron/text/tokens.ts";
import { countOf } from "../ui/format.ts";

export interface TagFieldProps {
  /** The tags it has already: they are not offered. */
  readonly tags: readonly Tag[];
  readonly suggest: (query: string) => Promise<readonly TagRow[]>;
  readonly onAdd: (name: string) => void;
  /** Backspace where nothing is typed. */
  readonly onTakeLast: () => void;
  /** `keys` tells whether the focus should go somewhere now. */
  readonly onClose: (by: "keys" | "leaving") => void;
}

interface Offer {
  readonly name: string;
  readonly detail: string;
}

/** The known tags that match a name; that of the last answer. */
interface Known {
  readonly name: string | null;
  readonly rows: readonly TagRow[];
}

/** Known tags that it has not yet, and the name itself when it is that of none. */
function offersOf(
  name: string,
  known: readonly TagRow[],
  has: ReadonlySet<string>,
): readonly Offer[] {
  const isNew =
    name !== "" && !has.has(fold(name)) && known.every((tag) => fold(tag.name) !== fold(name));
  return [
    ...known
      .filter((tag) => !has.has(fold(tag.name)))
      .map((tag) => ({ name: tag.name, detail: countOf(tag.articles, "article") })),
    ...(isNew ? [{ name, detail: "new tag" }] : []),
  ];
}

export function TagField({ tags, suggest, onAdd, onTakeLast, onClose }: TagFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<Known>({ name: null, rows: [] });
  const [active, setActive] = useState({ typed, at: -1 });
  const name = typed.trim().replace(/^#\s*/, "");

  useEffect(() => {
    // An answer that comes after a newer question is nobody's any more.
    let asked = true;
    void suggest(name).then((rows) => {
      if (asked) setKnown({ name, rows });
    });
    return () => {
      asked = false;
    };
  }, [name, suggest, tags]);

  const has = new Set(tags.map((tag) => fold(tag.name)));
  const isAnswered = known.name === name;
  const offers = offersOf(
    name,
    // Until the answer is there, what was offered for less and may still be meant.
    isAnswered ? known.rows : known.rows.filter((tag) => fold(tag.name).includes(fold(name))),
    has,
  );
  // With words typed the first offer is what Enter takes; with none it takes nothing.
  const first = name === "" ? -1 : 0;
  const isMoved = active.typed === typed;
  const at = Math.min(isMoved ? active.at : first, offers.length - 1);

  const add = (chosen: string) => {
    setTyped("");
    setActive({ typed: "", at: -1 });
    onAdd(chosen);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const take = () => {
      if (name !== "" && !isAnswered && !isMoved) {
        // Whoever types fast must not get what was offered before.
        setTyped("");
        void suggest(name).then((rows) => {
          const [best] = offersOf(name, rows, has);
          if (best) onAdd(best.name);
        });
        return;
      }
      const chosen = offers[at]?.name ?? (has.has(fold(name)) ? "" : name);
      if (chosen !== "") add(chosen);
      else if (name === "") onClose("keys");
      else setTyped("");
    };
    const step = (by: number) => {
      const count = offers.length;
      if (count > 0) setActive({ typed, at: (Math.max(at, by > 0 ? -1 : 0) + by + count) % count });
    };
    switch (event.key) {
      case "Enter":
      case ",":
        take();
        break;
      case "ArrowDown":
        step(1);
        break;
      case "ArrowUp":
        step(-1);
        break;
      case "Escape":
        onClose("keys");
        break;
      case "Backspace":
        if (typed !== "") return;
        onTakeLast();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className="reader-tag-field">
      <input
        className="reader-tag-input"
        type="text"
        role="combobox"
        aria-label="Add a tag"
        aria-expanded={offers.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        placeholder="Tag"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        // The person has just asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          onClose("leaving");
        }}
      />
      <span
        id={id}
        className="reader-tag-offers"
        role="listbox"
        aria-label="Tags"
        tabIndex={-1}
        hidden={offers.length === 0}
      >
        {offers.map((offer, own) => (
          // Keys are the field's: it owns the list and keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <span
            key={offer.name}
            id={`${id}-${own}`}
            className="reader-tag-offer"
            role="option"
            aria-selected={own === at}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => {
              if (own !== at) setActive({ typed, at: own });
            }}
            onClick={() => add(offer.name)}
          >
            <span>{offer.name}</span>
            <span className="reader-tag-detail">{offer.detail}</span>
          </span>
        ))}
      </span>
    </span>
  );
}
