/** Which notes quote clips, and what notes use of an article. */
import { useState } from "react";
import { useCall } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { countOf, formatNumber } from "../ui/format.ts";
import "./clip-uses.css";

/** Notes that are named before somebody asks for all. */
const fewNotes = 12;
/** The first of those that come with all: the button that asked for them goes. */
const focusIt = (element: HTMLElement | null) => element?.focus();

/** `Quoted in: Keepers, Gauges`, each to be opened; says so when there are none. */
export function ClipUses({ clip }: { readonly clip: string }) {
  const navigation = useNavigation();
  const { data } = useCall("links.back", { target: { kind: "clip", id: clip } });
  const [isWhole, setWhole] = useState(false);
  if (!data) return null;
  const notes = new Map(data.quotedIn.map(({ note, title }) => [note, title]));
  if (notes.size === 0) return <p className="clip-uses">Not quoted in any note yet.</p>;
  const named = [...notes].slice(0, isWhole ? undefined : fewNotes);
  const isCut = data.quotedIn.length < data.quotedTotal;
  return (
    <p className="clip-uses">
      Quoted in:
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
      ) : isCut ? (
        <span>and more: {countOf(data.quotedTotal, "quote")} in all</span>
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
