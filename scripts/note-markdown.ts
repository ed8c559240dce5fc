/**
 * The sample's notes, made into the JSON that the note editor keeps. Beside the Markdown that notes are
 * written as, names stand for ids: `[[Title]]` and `[[Title|words]]` link to a note or article,
 * `[[^key|words]]` to a clip, and a paragraph that is nothing but `![[key]]` quotes a clip.
 */
import type { Target } from "../electron/entities.ts";
import { markdownToNote } from "../electron/text/notes/note-markdown/note-markdown.ts";

/** Says what the names in a note stand for. Each throws for a name it does not know. */
export interface Names {
  readonly target: (title: string) => Target;
  readonly clip: (key: string) => string;
}

export interface NoteSource {
  /** The first heading. */
  readonly title: string;
  /** All that follows it. */
  readonly markdown: string;
}

/** Parts the title from the rest. Throws a `RangeError` when the text does not begin with one. */
export function splitTitle(text: string): NoteSource {
  const found = /^# (.+)\n+/.exec(text);
  if (!found?.[1]) throw new RangeError("Expected a note to begin with a heading of level one");
  return { title: found[1], markdown: text.slice(found[0].length) };
}

/** Lexical's editor state as JSON text. */
export function noteBody(markdown: string, names: Names): string {
  return markdownToNote(
    markdown.replaceAll(
      bracketed,
      (whole, ticks?: string, quoted?: string, caret?: string, name = "", label?: string) => {
        if (ticks !== undefined) return whole;
        if (quoted !== undefined) return `> [¶](<commonplace:quote/${names.clip(quoted)}>)`;
        const { kind, id } = caret ? { kind: "clip", id: names.clip(name) } : names.target(name);
        const address = `commonplace:${kind}/${encodeURIComponent(id)}`;
        return label === undefined ? `[](<${address}#title>)` : `[${label}](<${address}>)`;
      },
    ),
  );
}

/** Code is left as it is. */
const bracketed = /(`+)[^`]+\1|!\[\[([^\]]+)\]\]|\[\[(\^?)([^\]|]+)(?:\|([^\]]+))?\]\]/g;
