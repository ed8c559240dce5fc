/**
 * A notebook in memory that answers the page as main does, for tests of the pane. It stands at the
 * process border: everything on this side of it is real.
 */
import type {
  Bridge,
  CallName,
  Events,
  Failure,
  FoundQuotation,
  HeadingPlace,
  Input,
  Mentions,
  Note,
  SourcedClip,
  Suggestion,
} from "../../electron/api.ts";
import { readNoteBody } from "../../electron/text/notes/note-body.ts";
import { notePart } from "../../electron/text/notes/note-sections.ts";
import { noteLines } from "../../electron/text/notes/note-lines.ts";
import { mentionPattern, mentionsIn } from "../../electron/text/notes/mentions.ts";

type Answers = { readonly [Name in CallName]?: (input: Input<Name>) => unknown };

export interface NotebookFixture {
  readonly notes: Map<string, Note>;
  readonly clips: Map<string, SourcedClip>;
  /** Every call so far that changes something, oldest first. */
  readonly written: readonly { readonly name: CallName; readonly input: unknown }[];
  /** Makes saving fail until told otherwise. */
  failSaving(failure: Failure | null): void;
  /** Says that things of these kinds changed, as the service does after a commit. */
  changed(...kinds: Events["changed"]["kinds"]): void;
}

/** A paragraph of plain text as it is stored. */
export function paragraph(...children: readonly (string | object)[]): object {
  return {
    type: "paragraph",
    version: 1,
    children: children.map((child) =>
      typeof child === "string" ? { type: "text", version: 1, text: child } : child,
    ),
  };
}

/** A note as it is stored. */
export function noteOf(id: string, title: string, ...blocks: readonly object[]): Note {
  const body =
    blocks.length === 0 ? "" : JSON.stringify({ root: { type: "root", children: blocks } });
  return { id, title, body, revision: 0, createdAt: 0, changedAt: 0 };
}

/** A clip as it is given out. */
export function clipOf(id: string, quote: string): SourcedClip {
  return {
    id,
    quote,
    article: "a1",
    version: "v1",
    start: 0,
    end: quote.length,
    prefix: "",
    suffix: "",
    color: "evidence",
    comment: "",
    createdAt: 0,
    changedAt: 0,
    articleTitle: "The gauge at Newlyn",
    byline: ["R. Penhale"],
    site: null,
    published: "2015-05-12",
    paragraph: 2,
    deleted: false,
    anchor: {
      version: "v1",
      kind: "same",
      start: 0,
      end: quote.length,
      score: 1,
      changed: false,
      words: null,
      confirmed: false,
    },
  };
}

/** Puts such a notebook where the page expects one. */
export function openFixture(
  notes: readonly Note[],
  clips: readonly SourcedClip[] = [],
): NotebookFixture {
  const stored = new Map(notes.map((note) => [note.id, note]));
  const storedClips = new Map(clips.map((clip) => [clip.id, clip]));
  const written: { name: CallName; input: unknown }[] = [];
  const listeners = new Set<(event: Events["changed"]) => void>();
  /** Titles of notes that links wait for, by the ids reserved for them. */
  const wanted = new Map<string, string>();
  let failure: Failure | null = null;

  const changed = (...kinds: Events["changed"]["kinds"]): void => {
    for (const listen of listeners) listen({ kinds });
  };
  const noteAt = (id: string): Note => {
    const note = stored.get(id);
    if (!note) throw refusal("not-found", "There is no such note");
    return note;
  };
  const put = (note: Note): Note => {
    stored.set(note.id, note);
    queueMicrotask(() => changed("note", "link"));
    return note;
  };
  const titleOf = (kind: string, id: string): string | undefined =>
    kind === "note"
      ? stored.get(id)?.title
      : kind === "article"
        ? (articles[id] ?? others[id])
        : undefined;

  const answers: Answers = {
    "notebook.info": () => ({ readOnly: false }),
    "notes.get": ({ id }) => stored.get(id) ?? null,
    "notes.aliases": () => [],
    "clipboard.read": () => "# One\n\n[[One]]",
    "notes.create": ({ title }) => {
      const reserved = [...wanted].find(([, each]) => each === title)?.[0];
      return put(noteOf(reserved ?? `made-${stored.size}`, title));
    },
    "links.want": ({ title: written, note = "" }) => {
      const [title = "", words] = written.split("#");
      const heading = words === undefined ? {} : { heading: { id: "", words } };
      const own = title === "" ? stored.get(note) : undefined;
      const alike = own ? [own] : [...stored.values()].filter((each) => each.title === title);
      const [known] = alike;
      if (known)
        return {
          kind: "note",
          id: known.id,
          title: known.title,
          exists: true,
          ...heading,
          ...(alike.length > 1 ? { alike: suggestionsFor(title, alike) } : {}),
        };
      const id = `wanted-${title}`;
      wanted.set(id, title);
      return { kind: "note", id, title, exists: false };
    },
    "notes.rename": ({ id, title }) => put({ ...noteAt(id), title }) && null,
    "notes.save": ({ id, base, body }) => {
      if (failure) throw failure;
      const note = noteAt(id);
      if (note.revision !== base) throw refusal("note-conflict", "The note was changed");
      return { revision: put({ ...note, body, revision: base + 1 }).revision };
    },
    "notes.addImage": ({ bytes }) => {
      if (failure) throw failure;
      return { hash: String(bytes.length).padStart(64, "0") };
    },
    "links.titles": ({ targets }) =>
      targets.map((target) => {
        const title = titleOf(target.kind, target.id);
        const wantedTitle = wanted.get(target.id);
        if (title === undefined && wantedTitle !== undefined)
          return { ...target, title: wantedTitle, missing: true, absence: "wanted" };
        const { heading, ...plain } = target;
        const place = heading && placeOf(stored.get(target.id), heading.words);
        const named = { ...plain, title: title ?? "", missing: title === undefined };
        const known =
          target.kind === "article"
            ? { ...named, citation: { who: "Penhale", year: "2015" } }
            : named;
        return heading ? { ...known, place: place ?? null } : known;
      }),
    "links.embedded": ({ embeds }) =>
      embeds.map(({ note, heading, known }) => {
        const found = stored.get(note);
        if (!found) return null;
        const { revision, body } = found;
        const place = heading && placeOf(found, heading.words);
        if (heading && !place) return { revision, found: false, body: null, cut: false };
        if (revision === known) return { revision, found: true, body: null, cut: false };
        return {
          revision,
          found: true,
          body: "",
          cut: false,
          ...notePart(body, place?.ordinal ?? null),
        };
      }),
    "links.suggest": ({ query }) => suggestionsFor(query, [...stored.values()]),
    "links.cite": ({ query }) =>
      Object.entries({ ...articles, ...others })
        .filter(([, title]) => `penhale 2015 ${title}`.toLowerCase().includes(query.toLowerCase()))
        .map(([id, detail]) => ({ kind: "article", id, title: cited, detail, matches: [] })),
    "links.passage": ({ target }) => {
      const clip = storedClips.get(target.id);
      return clip && { ...clip, before: "It was so. ", words: clip.quote, after: " And then." };
    },
    "links.mentions": ({ note }) => mentionsOf(stored.get(note), [...stored.values()]),
    "links.linkMentions": ({ mentions }) => ({
      linked: mentions.length,
      left: 0,
      undo: { group: "g1", label: "link" },
    }),
    "quotations.find": ({ text }) => foundIn([...storedClips.values()], text),
    "clips.ofArticle": ({ article }) =>
      [...storedClips.values()].filter((clip) => clip.article === article),
    "links.back": () => ({
      linkedFrom: [],
      linkedTotal: 0,
      quotedIn: [],
      quotedTotal: 0,
      quotes: [],
    }),
    "clips.get": ({ ids }) => ids.flatMap((id) => storedClips.get(id) ?? []),
  };
  const writing: ReadonlySet<CallName> = new Set([
    "notes.create",
    "notes.rename",
    "notes.save",
    "links.linkMentions",
  ]);

  const bridge: Bridge = {
    async call(name, input) {
      if (writing.has(name)) written.push({ name, input });
      const answer = answers[name];
      if (!answer) throw new Error(`Expected no call of ${name}`);
      try {
        // Each answer is of its own call's type; the table says so, the union cannot.
        return { ok: true, value: structuredClone(answer(input)) as never };
      } catch (error) {
        return { ok: false, error: error as Failure };
      }
    },
    on(name, listen) {
      if (name !== "changed") return () => {};
      const hear = listen as (event: Events["changed"]) => void;
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    importDropped: async () => ({ ok: true, value: null }),
    ready: () => {},
  };
  Object.defineProperty(window, "commonplace", { value: bridge, configurable: true });
  return {
    notes: stored,
    clips: storedClips,
    written,
    changed,
    failSaving: (next) => {
      failure = next;
    },
  };
}

const cited = "Penhale 2015";
const articles: Readonly<Record<string, string>> = { a1: "The gauge at Newlyn" };
/** Articles that are cited and not linked to, of the same author and year. */
const others: Readonly<Record<string, string>> = { a2: "Charts of the coast" };

function placeOf(note: Note | undefined, words: string): HeadingPlace | null {
  const headings = readNoteBody(note?.body ?? "")?.headings ?? [];
  const ordinal = headings.findIndex((heading) => heading.words === words);
  return ordinal < 0 ? null : { words, ordinal };
}

function refusal(code: Failure["code"], message: string): Failure {
  return { code, message, advice: "" };
}

/** Where the words of a clip say just this. */
function foundIn(clips: readonly SourcedClip[], text: string): FoundQuotation | null {
  const clip = clips.find(({ quote }) => quote === text);
  if (clip === undefined) return null;
  return {
    article: clip.article,
    title: clip.articleTitle,
    byline: clip.byline,
    site: clip.site,
    published: clip.published,
    version: clip.version,
    versionNumber: 1,
    isNewest: true,
    start: clip.start,
    end: clip.end,
    paragraph: clip.paragraph,
    page: null,
    words: text,
    source: text,
    state: "verbatim",
    diff: [{ kind: "kept", text }],
  };
}

function mentionsOf(note: Note | undefined, notes: readonly Note[]): Mentions {
  const pattern = mentionPattern([note?.title ?? ""]);
  const rows = notes
    .filter(({ id }) => id !== note?.id)
    .flatMap(({ id, title, revision, body }) =>
      pattern === null
        ? []
        : mentionsIn(body, pattern).map((mention) => ({ note: id, title, revision, ...mention })),
    );
  return { rows, more: false };
}

function suggestionsFor(query: string, notes: readonly Note[]): readonly Suggestion[] {
  const [whole = "", part] = query.toLowerCase().split("#");
  if (part !== undefined)
    return notes
      .filter(({ title }) => title.toLowerCase().includes(whole))
      .flatMap(({ id, title, body }) =>
        noteLines(body, { titleOf: () => "", wordsOf: () => "" })
          .filter(({ kind, text }) => kind === "heading" && text.toLowerCase().includes(part))
          .map(({ text }) => ({
            kind: "note",
            id,
            title,
            detail: title,
            heading: text,
            matches: [],
          })),
      );
  const all = [
    ...notes.map(({ id, title }) => ({ kind: "note" as const, id, title })),
    ...Object.entries(articles).map(([id, title]) => ({ kind: "article" as const, id, title })),
  ];
  return all.flatMap((target) => {
    const at = target.title.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) return [];
    const matches = query === "" ? [] : [[at, at + query.length] as const];
    return [{ ...target, detail: target.kind, matches }];
  });
}
