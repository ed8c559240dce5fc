/** Which notes quote clips, and what notes use of an article. */
import { useCall } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { countOf, formatNumber } from "../ui/format.ts";
import "./clip-uses.css";

/** `Quoted in: Keepers, Gauges`, each to be opened; says so when there are none. */
export function ClipUses({ clip }: { readonly clip: string }) {
  const navigation = useNavigation();
  const { data } = useCall("links.back", { target: { kind: "clip", id: clip } });
  if (!data) return null;
  const notes = new Map(data.quotedIn.map(({ note, title }) => [note, title]));
  if (notes.size === 0) return <p className="clip-uses">Not quoted in any note yet.</p>;
  return (
    <p className="clip-uses">
      Quoted in:
      {[...notes].map(([note, title]) => (
        <button
          key={note}
          type="button"
          className="clip-uses-note"
          onClick={() => navigation.openNote(note)}
        >
          {title === "" ? "Untitled note" : title}
        </button>
      ))}
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
