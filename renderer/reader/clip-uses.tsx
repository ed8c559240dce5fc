/** Which notes quote clips or link to them, and what notes use of an article. */
import { useState } from "react";
import type { Backlink } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { countOf, formatNumber } from "../ui/format.ts";
import "./clip-uses.css";

/** Notes that are named before somebody asks for all. */
const fewNotes = 12;
/** The first of those that come with all: the button that asked for them goes. */
const focusIt = (element: HTMLElement | null) => element?.focus();

/** `Quoted in: Keepers, Gauges`, `Linked from: …`, each to be opened; says so when there are none. */
export function ClipUses({ clip }: { readonly clip: string }) {
  const { data } = useCall("links.back", { target: { kind: "clip", id: clip } });
  if (!data) return null;
  const { quotedIn, quotedTotal, linkedFrom, linkedTotal } = data;
  if (quotedIn.length + linkedFrom.length === 0)
    return <p className="clip-uses">Not quoted in any note yet.</p>;
  return (
    <>
      <NoteNames label="Quoted in:" places={quotedIn} total={quotedTotal} one="quote" />
      <NoteNames label="Linked from:" places={linkedFrom} total={linkedTotal} one="link" />
    </>
  );
}

interface NoteNamesProps {
  readonly label: string;
  readonly places: readonly Backlink[];
  /** How many places there are; more than `places` where not all are listed. */
  readonly total: number;
  /** What one of them is called. */
  readonly one: string;
}

/** The notes of such places, each once; nothing where there are none. */
function NoteNames({ label, places, total, one }: NoteNamesProps) {
  const navigation = useNavigation();
  const [isWhole, setWhole] = useState(false);
  const notes = new Map(places.map(({ note, title }) => [note, title]));
  if (notes.size === 0) return null;
  const named = [...notes].slice(0, isWhole ? undefined : fewNotes);
  return (
    <p className="clip-uses">
      {label}
      {named.map(([note, title], at) => (
        <button
          key={note}
          ref={at === fewNotes ? focusIt : null}
          type="button"
          className="clip-uses-note"
          onClick={() => navigation.openNote(note)}
        >
          {title === "" ? "Untitled note" : title}
        </button>
      ))}
      {named.length < notes.size ? (
        <button type="button" className="clip-uses-note" onClick={() => setWhole(true)}>
          {countOf(notes.size - named.length, "more note")}
        </button>
      ) : places.length < total ? (
        <span>and more: {countOf(total, one)} in all</span>
      ) : null}
    </p>
  );
}

/** `12 clips, 5 never used, 340 words quoted`; nothing for an article without clips. */
export function ArticleUses({ article }: { readonly article: string }) {
  const { data } = useCall("articles.usage", { id: article }, { keepLast: true });
  if (!data || data.clips === 0) return null;
  const said = [
    countOf(data.clips, "clip"),
    ...(data.unused.length === 0 ? [] : [`${formatNumber(data.unused.length)} never used`]),
    `${countOf(data.words, "word")} quoted`,
  ];
  return <p className="clip-uses clip-uses-article">{said.join(", ")}</p>;
}
