/** What leads here: notes that link to a note or article, notes that quote it, articles it quotes. */
import { useState } from "react";
import type { Backlink, Target, TargetTitle } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { countOf, formatNumber } from "../ui/format.ts";
import "./backlinks.css";

interface Group {
  readonly id: string;
  readonly label: string;
  readonly links: readonly Backlink[];
  readonly titles: readonly TargetTitle[];
}

/** Shows the links to a note or article; nothing while there are none. */
export function Backlinks({ target }: { readonly target: Target }) {
  const { data } = useCall("links.back", { target }, { keepLast: true });
  const [chosen, setChosen] = useState<string | null>(null);
  if (!data) return null;
  const { linkedFrom, quotedIn, quotes } = data;
  const groups: readonly Group[] = [
    {
      id: "linked",
      label: `Linked from ${formatNumber(linkedFrom.length)}`,
      links: linkedFrom,
      titles: [],
    },
    {
      id: "quoted",
      label: `Quoted in ${formatNumber(quotedIn.length)}`,
      links: quotedIn,
      titles: [],
    },
    {
      id: "quotes",
      label: `Quotes ${countOf(quotes.length, "article")}`,
      links: [],
      titles: quotes,
    },
  ].filter(({ links, titles }) => links.length + titles.length > 0);
  const shown = groups.find(({ id }) => id === chosen) ?? groups[0];
  if (!shown) return null;
  return (
    <section className="backlinks" aria-label="Links to this">
      <div className="backlinks-groups">
        {groups.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="backlinks-group"
            aria-pressed={id === shown.id}
            onClick={() => setChosen(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <ul className="backlinks-list" aria-label={shown.label}>
        {numbered(shown.links).map(([key, link]) => (
          <LinkRow key={key} link={link} />
        ))}
        {shown.titles.map((title) => (
          <TitleRow key={title.id} title={title} />
        ))}
      </ul>
    </section>
  );
}

/** Keys that stay with their rows while others come and go: a note may link here more than once. */
function numbered(links: readonly Backlink[]): readonly (readonly [string, Backlink])[] {
  const seen = new Map<string, number>();
  return links.map((link) => {
    const count = seen.get(link.note) ?? 0;
    seen.set(link.note, count + 1);
    return [`${link.note} ${count}`, link];
  });
}

function LinkRow({ link }: { readonly link: Backlink }) {
  const navigation = useNavigation();
  return (
    <li>
      <button
        type="button"
        className="backlinks-row"
        onClick={() => navigation.openNote(link.note)}
      >
        <b>{link.title || "Untitled note"}</b>
        {" — "}
        {link.before}
        <span className="backlinks-words">{link.words}</span>
        {link.after}
      </button>
    </li>
  );
}

function TitleRow({ title }: { readonly title: TargetTitle }) {
  const navigation = useNavigation();
  return (
    <li>
      <button
        type="button"
        className="backlinks-row"
        disabled={title.missing}
        onClick={() => navigation.openTarget({ kind: title.kind, id: title.id })}
      >
        <b>{title.title}</b>
        {title.missing ? " — in the trash" : null}
      </button>
    </li>
  );
}
