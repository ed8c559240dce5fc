/** One field over everything: articles, clips and notes that contain what is typed. */
import { FileText, Newspaper, Quote, Search, type LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import type { SearchHit, SearchResult, TargetKind } from "../../electron/api.ts";
import { isWaiting, useCall } from "../api.ts";
import { failureText } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Choices, type ChoiceGroup } from "../ui/choices.tsx";
import { formatNumber } from "../ui/format.ts";
import { Overlay } from "../ui/overlay.tsx";
import { Segments } from "../ui/segments.tsx";
import { useRested } from "../ui/use-rested.ts";
import { selectedWords } from "./selected-words.ts";
import "./search.css";

export interface SearchPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Called when a result was opened, to go there. */
  readonly onEnter: (pane: "reader" | "notes") => void;
}

export function SearchPanel(props: SearchPanelProps) {
  return props.open ? <OpenSearch {...props} /> : null;
}

/** Typing rests this long before it is searched for, in ms: shorter than one notices. */
const restMs = 60;
/** Rows of each kind, and of one kind when all of it is asked for. */
const few = 5;
const many = 200;

const kinds = ["articles", "clips", "notes"] as const;
type Kind = (typeof kinds)[number];
const titles: Readonly<Record<Kind, string>> = {
  articles: "Articles",
  clips: "Clips",
  notes: "Notes",
};

/** What was searched for last, to go on with when nothing is selected. */
let lastTyped = "";

function OpenSearch({ onClose, onEnter }: SearchPanelProps) {
  const [typed, setTyped] = useState(() => selectedWords() ?? lastTyped);
  const [whole, setWhole] = useState<Kind | null>(null);
  const query = useRested(typed.trim(), restMs);
  const navigation = useNavigation();
  const found = useCall(
    "search.find",
    { query: query.slice(0, 2_000), limit: whole === null ? few : many },
    { enabled: query !== "", keepLast: true },
  );
  const { data, error, isPlaceholderData } = found;
  const pending = typed.trim() !== "" && (query !== typed.trim() || isWaiting(found));
  useEffect(() => {
    lastTyped = typed;
  }, [typed]);

  const open = (hit: SearchHit) => {
    onClose();
    if (hit.kind === "note") navigation.openNote(hit.id);
    else if (hit.kind === "clip" && hit.article !== null) {
      navigation.openArticle(hit.article, { clip: hit.id });
    } else navigation.openArticle(hit.article ?? hit.id, hit.at ?? undefined);
    onEnter(hit.kind === "note" ? "notes" : "reader");
  };
  const result = query === "" ? undefined : data;
  return (
    <Overlay label="Search everything" onClose={onClose} selectsWords>
      <Choices
        label="Search everything"
        placeholder="Search articles, clips and notes"
        icon={<Search size={16} strokeWidth={1.5} />}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setWhole(null);
        }}
        groups={result ? groupsOf(result, whole, open, setWhole) : []}
        pending={pending}
        foot={
          <Foot
            said={
              error
                ? failureText(error)
                : result && !isPlaceholderData && isEmpty(result)
                  ? `Nothing in this notebook matches “${query}”.`
                  : null
            }
          />
        }
      />
    </Overlay>
  );
}

function isEmpty({ articles, clips, notes }: SearchResult): boolean {
  return articles.length + clips.length + notes.length === 0;
}

function groupsOf(
  result: SearchResult,
  whole: Kind | null,
  open: (hit: SearchHit) => void,
  onWhole: (kind: Kind) => void,
): readonly ChoiceGroup[] {
  return kinds
    .filter((kind) => result[kind].length > 0 && (whole === null || whole === kind))
    .map((kind) => {
      const hits = whole === kind ? result[kind] : result[kind].slice(0, few);
      const total = result.totals[kind];
      const choices = hits.map((hit) => ({
        key: `${hit.kind}-${hit.id}`,
        content: <Hit hit={hit} />,
        choose: () => open(hit),
      }));
      const more = {
        key: `more-${kind}`,
        content: <span className="search-more">Show more {titles[kind].toLowerCase()}</span>,
        choose: () => onWhole(kind),
      };
      return {
        title: titles[kind],
        detail: formatNumber(total),
        choices: whole === null && total > hits.length ? [...choices, more] : choices,
      };
    });
}

const icons: Readonly<Record<TargetKind, LucideIcon>> = {
  article: Newspaper,
  clip: Quote,
  note: FileText,
};

function Hit({ hit }: { readonly hit: SearchHit }) {
  const Icon = icons[hit.kind];
  return (
    <>
      <Icon className="search-icon" size={16} strokeWidth={1.5} />
      <span className="search-hit">
        <span className="search-title" dir="auto">
          {hit.title}
        </span>
        <span className="search-words" dir="auto">
          <Segments segments={hit.segments} />
        </span>
      </span>
    </>
  );
}

function Foot({ said }: { readonly said: string | null }) {
  return (
    <div className="search-foot">
      <span role="status">{said}</span>
      <span className="search-hints">
        <span>
          <code>"sea level"</code> together
        </span>
        <span>
          <code>-harbour</code> without
        </span>
        <span>
          <code>tid*</code> beginning with
        </span>
      </span>
    </div>
  );
}
