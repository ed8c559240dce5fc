/** What leads here: notes that link to a note or article, quote it, or name it; articles it quotes. */
import { useState, type KeyboardEvent } from "react";
import type { Backlink, Mention, Target, TargetTitle } from "../../../electron/api.ts";
import { call, useCall } from "../../api.ts";
import { failureText } from "../../failure.ts";
import { useNavigation, type Navigation } from "../../navigation.ts";
import { Button } from "../../ui/button.tsx";
import { countOf, formatNumber } from "../../ui/format.ts";
import { TextField } from "../../ui/text-field.tsx";
import { LinkRow, MentionRow, numbered, TitleRow } from "./backlink-rows.tsx";
import "./backlinks.css";

interface Group {
  readonly id: string;
  readonly label: string;
  readonly links: readonly Backlink[];
  readonly mentions: readonly Mention[];
  readonly titles: readonly TargetTitle[];
  /** How many places there are; more than `links` where not all are listed. */
  readonly total: number;
}

/** With more rows than this there is a field to filter them. */
const mostUnfiltered = 5;

/** Shows the links to a note or article; nothing while there are none. */
export function Backlinks({ target }: { readonly target: Target }) {
  const navigation = useNavigation();
  const groups = useGroups(target);
  const isReadOnly = useCall("notebook.info", {}).data?.readOnly ?? true;
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState("");
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];
  if (!group) return null;
  const isLong = group.links.length + group.mentions.length + group.titles.length > mostUnfiltered;
  const shown = isLong ? filtered(group, filter) : group;
  const link = (mentions: readonly Mention[]) => linkThem(target.id, mentions, navigation);
  return (
    <section className="backlinks" aria-label={`Links to this ${target.kind}`}>
      <div className="backlinks-groups">
        {groups.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="backlinks-group"
            aria-pressed={id === group.id}
            onClick={() => setChosen(id)}
          >
            {label}
          </button>
        ))}
        <span className="backlinks-tools">
          {isLong ? (
            <TextField
              label="Filter these"
              kind="search"
              variant="bare"
              placeholder="Filter"
              value={filter}
              onChange={setFilter}
            />
          ) : null}
          {shown.mentions.length > 1 && !isReadOnly ? (
            <Button variant="quiet" onPress={() => link(shown.mentions)}>
              Link all
            </Button>
          ) : null}
        </span>
      </div>
      {/* The keys move the focus between the rows, which are buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="backlinks-list" aria-label={group.label} onKeyDown={moveByKey}>
        {numbered(shown.links).map(([key, each]) => (
          <LinkRow key={key} link={each} apart={group.id !== "linked"} />
        ))}
        {numbered(shown.mentions).map(([key, each]) => (
          <MentionRow key={key} mention={each} onLink={isReadOnly ? null : () => link([each])} />
        ))}
        {shown.titles.map((title) => (
          <TitleRow key={title.id} title={title} />
        ))}
      </ul>
      {group.links.length < group.total ? (
        <p className="backlinks-rest">
          The {formatNumber(group.links.length)} in the notes changed last are listed.
        </p>
      ) : null}
    </section>
  );
}

/** Those groups that have something in them. */
function useGroups(target: Target): readonly Group[] {
  const { data } = useCall("links.back", { target }, { keepLast: true });
  const isNote = target.kind === "note";
  const found = useCall("links.mentions", { note: target.id }, { enabled: isNote }).data;
  if (!data) return [];
  const { linkedFrom, linkedTotal, quotedIn, quotedTotal, quotes } = data;
  const mentions = found?.rows ?? [];
  const group = (id: string, label: string, rows: Partial<Group>): Group => ({
    links: [],
    mentions: [],
    titles: [],
    total: 0,
    ...rows,
    id,
    label,
  });
  const most = found?.more ? "+" : "";
  const linked = linkedFrom.filter(({ embedded }) => !embedded);
  const shownIn = linkedFrom.filter(({ embedded }) => embedded);
  // Those that are not listed count as links, which nearly all of them are.
  const linkedIn = linkedTotal - shownIn.length;
  return [
    group("linked", `Linked from ${formatNumber(linkedIn)}`, { links: linked, total: linkedIn }),
    group("embedded", `Embedded in ${formatNumber(shownIn.length)}`, { links: shownIn }),
    group("quoted", `Quoted in ${formatNumber(quotedTotal)}`, {
      links: quotedIn,
      total: quotedTotal,
    }),
    group("quotes", `Quotes ${countOf(quotes.length, "article")}`, { titles: quotes }),
    group("mentions", `Mentioned ${formatNumber(mentions.length)}${most}`, { mentions }),
  ].filter(({ links, titles, mentions: named }) => links.length + titles.length + named.length > 0);
}

/** The rows of a group that hold every word of the filter. */
function filtered(group: Group, filter: string): Group {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...texts: readonly string[]) => {
    const text = texts.join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const isWanted = (row: Backlink) => holds(row.title, row.before + row.words + row.after);
  return {
    ...group,
    links: group.links.filter(isWanted),
    mentions: group.mentions.filter(isWanted),
    titles: group.titles.filter(({ title }) => holds(title)),
  };
}

/** Makes mentions links, and says what became of them. */
function linkThem(note: string, mentions: readonly Mention[], navigation: Navigation): void {
  const places = mentions.map(({ note: from, revision, ordinal }) => ({
    note: from,
    revision,
    ordinal,
  }));
  call("links.linkMentions", { note, mentions: places }).then(
    ({ linked, left, undo }) => {
      const rest =
        left > 0
          ? ` ${formatNumber(left)} left as they were: their notes were changed meanwhile.`
          : "";
      navigation.announce(
        `Linked ${countOf(linked, "mention")}.${rest}`,
        undo ? { group: undo.group } : undefined,
      );
    },
    (error: unknown) => navigation.announce(failureText(error)),
  );
}

/** Up and down go from row to row, as in a list. */
function moveByKey(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".backlinks-row:enabled")];
  const item = document.activeElement?.closest("li");
  const at = rows.findIndex((row) => item?.contains(row));
  const next = rows[at + by];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
