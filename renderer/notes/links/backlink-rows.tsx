/** Rows of what leads to a note or article, and of what could. */
import type { Backlink, Mention, TargetTitle } from "../../../electron/api.ts";
import { useNavigation } from "../../navigation.ts";
import { Button } from "../../ui/button.tsx";

/** Keys that stay with their rows while others come and go: a note may link here more than once. */
export function numbered<Row extends Backlink>(
  links: readonly Row[],
): readonly (readonly [string, Row])[] {
  const seen = new Map<string, number>();
  return links.map((link) => {
    const count = seen.get(link.note) ?? 0;
    seen.set(link.note, count + 1);
    return [`${link.note} ${count}`, link] as const;
  });
}

/** A link within its paragraph, or what stands `apart` between two: a quote, a note that is shown there. */
export function LinkRow({ link, apart }: { readonly link: Backlink; readonly apart: boolean }) {
  return (
    <li>
      <WordsButton row={link} apart={apart} />
    </li>
  );
}

/** An article that is quoted. */
export function TitleRow({ title }: { readonly title: TargetTitle }) {
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

/** Words that could link here. Without `onLink` they can only be looked at. */
export function MentionRow({
  mention,
  onLink,
}: {
  readonly mention: Mention;
  readonly onLink: (() => void) | null;
}) {
  return (
    <li className="backlinks-mention">
      <WordsButton row={mention} />
      {onLink ? (
        <Button
          variant="quiet"
          onPress={onLink}
          aria-label={`Link “${mention.words}” in ${nameOf(mention)}`}
        >
          Link
        </Button>
      ) : null}
    </li>
  );
}

function WordsButton({ row, apart = false }: { readonly row: Backlink; readonly apart?: boolean }) {
  const navigation = useNavigation();
  const space = apart ? " " : "";
  return (
    <button type="button" className="backlinks-row" onClick={() => navigation.openNote(row.note)}>
      <b>{nameOf(row)}</b>
      {" — "}
      {row.before}
      {space}
      <span className="backlinks-words">{row.words}</span>
      {space}
      {row.after}
    </button>
  );
}

function nameOf({ title }: { readonly title: string }): string {
  return title || "Untitled note";
}
