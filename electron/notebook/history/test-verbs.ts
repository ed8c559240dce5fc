/** All that a person can do in a notebook, for tests that do it in any order; numbers choose to what. */
import { assembleNotebook, type Notebook } from "../notebook.ts";
import { openFile } from "../storage/opening.ts";
import { addArticle, addVersion, noteBody, type newClock } from "../test-notebook.ts";

export const minuteMs = 60_000;
/** Words of the articles to search for, none of which begins a title. */
export const words = ["sea", "rises", "harbour", "gauge", "winter", "storm"];
export const titles = ["Tides", "Piers", "Gales of 1953", ""];
const tags = ["water", "Sea", "archive"];

/** An open notebook and the connection below it. */
export interface Open {
  readonly folder: string;
  readonly clock: ReturnType<typeof newClock>;
  sqlite: ReturnType<typeof openFile>["sqlite"];
  notebook: Notebook;
}

/** Opens the notebook of a folder. */
export function openAt(folder: string, clock: Open["clock"]): Open {
  const file = openFile({ folder, mode: "open" });
  return {
    folder,
    clock,
    sqlite: file.sqlite,
    notebook: assembleNotebook(file, { now: clock.now }),
  };
}

/** One of several. */
export const pick = <Value>(values: readonly Value[], by: number): Value | undefined =>
  values[by % Math.max(1, values.length)];
const idsOf = ({ sqlite }: Open, kind: "article" | "clip" | "note", live = 1): readonly string[] =>
  sqlite
    .prepare<[number], string>(`select id from ${kind} where live = ? order by id`)
    .pluck()
    .all(live);
const some = (ids: readonly string[], a: number, b: number) =>
  ids.filter((_, at) => at === a % Math.max(1, ids.length) || (b >> at) % 3 === 1);

/** What a person can do that undo takes back. */
export const verbs = {
  async importOne({ notebook }: Open, a: number, b: number) {
    const job = notebook.imports.begin(1);
    const article = await addArticle(notebook, [`Sea ${words[a % 6]} ${words[b % 6]}.`], {
      title: titles[a % 4] ?? "",
      job,
    });
    notebook.tags.put(article.id, [tags[b % 3] ?? "", `of ${article.id}`], job);
    notebook.imports.finish(job);
  },
  async importVersion(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "article"), a);
    if (id === undefined) return;
    const job = open.notebook.imports.begin(1);
    const said = [`The sea ${words[b % 6]} at the harbour gauge.`, "No winter storm was higher."];
    await addVersion(open.notebook, id, said, { title: titles[b % 4] ?? "", site: "Daily", job });
    open.notebook.imports.finish(job);
  },
  complete(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "article"), a);
    const article = id === undefined ? null : open.notebook.articles.get({ id });
    if (article === null || id === undefined) return;
    const job = b % 2 === 0 ? null : open.notebook.imports.begin(1);
    const other = { ...article, site: `Site ${b % 3}`, identifiers: { doi: `10.1/${b % 2}` } };
    open.notebook.articles.complete(id, other, { found: "library.bib", job });
    if (job !== null) open.notebook.imports.finish(job);
  },
  edit(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "article"), a);
    if (id === undefined) return;
    const changes = [
      { title: titles[b % 4] || "Untitled" },
      { site: `By hand ${b % 3}`, published: "1953-02-01" },
      { names: [{ given: "Mary", family: words[b % 6] ?? "" }] },
      { identifiers: { doi: b % 2 === 0 ? null : "10.5/x" } },
    ][b % 4];
    open.notebook.articles.edit({ id, changes: changes ?? {} });
  },
  useFound(open: Open, a: number) {
    const id = pick(idsOf(open, "article"), a);
    const edited = id === undefined ? null : open.notebook.articles.get({ id })?.edited;
    const fields = Object.keys(edited ?? {});
    if (id !== undefined && fields.length > 0) open.notebook.articles.useFound({ id, fields });
  },
  deleteArticle(open: Open, a: number) {
    const id = pick(idsOf(open, "article"), a);
    if (id !== undefined) open.notebook.articles.delete({ id });
  },
  tag(open: Open, a: number, b: number) {
    const ids = some(idsOf(open, "article"), a, b);
    if (ids.length > 0) open.notebook.articles.tag({ ids, name: tags[b % 3] ?? "" });
  },
  untag(open: Open, a: number, b: number) {
    const ids = some(idsOf(open, "article"), a, b);
    const tag = pick(open.notebook.tags.list({ offset: 0, limit: 9, words: "" }).rows, b);
    if (ids.length > 0 && tag !== undefined) open.notebook.articles.untag({ ids, tag: tag.id });
  },
  renameTag({ notebook }: Open, a: number, b: number) {
    const tag = pick(notebook.tags.list({ offset: 0, limit: 9, words: "" }).rows, a);
    const name = [...tags, "Coast", "SEA"][b % 5] ?? "";
    if (tag !== undefined) notebook.tags.rename({ id: tag.id, name });
  },
  deleteTag({ notebook }: Open, a: number) {
    const tag = pick(notebook.tags.list({ offset: 0, limit: 9, words: "" }).rows, a);
    if (tag !== undefined) notebook.tags.delete({ id: tag.id });
  },
  clip(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "article"), a);
    const versions = id === undefined ? [] : open.notebook.versions.list({ article: id });
    const version = pick(versions, b)?.id;
    if (version === undefined) return;
    const [start, end] = [b % 9, (b % 9) + 3 + (a % 7)];
    open.notebook.clips.create({
      version,
      start,
      end,
      color: "plain",
      comment: words[a % 6] ?? "",
    });
  },
  changeClip(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "clip"), a);
    if (id === undefined) return;
    const change = [
      { comment: words[b % 6] ?? "" },
      { color: "doubt" as const },
      { range: { start: b % 5, end: 6 + (b % 11) } },
    ][b % 3];
    open.notebook.clips.update({ id, ...change });
  },
  deleteClips(open: Open, a: number, b: number) {
    const ids = some(idsOf(open, "clip"), a, b);
    if (ids.length > 0) open.notebook.clips.delete({ ids });
  },
  reattach(open: Open, a: number, b: number) {
    const clip = pick(idsOf(open, "clip"), a);
    const [source] = clip === undefined ? [] : open.notebook.clips.get({ ids: [clip] });
    const versions =
      source === undefined ? [] : open.notebook.versions.list({ article: source.article });
    const version = pick(versions, b)?.id;
    if (clip === undefined || version === undefined) return;
    if (b % 2 === 0) open.notebook.clips.confirm({ clip, version });
    else open.notebook.clips.reattach({ clip, version, start: b % 8, end: 9 + (b % 7) });
  },
  useEarlier(open: Open, a: number, b: number) {
    const id = pick([...idsOf(open, "clip"), ...idsOf(open, "article")], a);
    const earlier = id === undefined ? undefined : pick(open.notebook.history.of({ id }), b);
    if (id !== undefined && earlier !== undefined)
      open.notebook.history.useEarlier({ id, group: earlier.group });
  },
  addNote({ notebook }: Open, a: number) {
    notebook.notes.create({ title: titles[a % 4] ?? "" });
  },
  renameNote(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "note"), a);
    if (id !== undefined) open.notebook.notes.rename({ id, title: `${titles[b % 4]} ${b % 2}` });
  },
  aliases(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "note"), a);
    const aliases = titles.slice(0, b % 4).map((title) => `Old ${title}`);
    if (id !== undefined) open.notebook.notes.setAliases({ id, aliases });
  },
  deleteNote(open: Open, a: number) {
    const id = pick(idsOf(open, "note"), a);
    if (id !== undefined) open.notebook.notes.delete({ id });
  },
  goBack(open: Open, a: number, b: number) {
    const note = pick(idsOf(open, "note"), a);
    if (note === undefined) return;
    const { now, earlier } = open.notebook.revisions.list({ note });
    const revision = pick(earlier, b)?.revision;
    if (revision !== undefined)
      open.notebook.revisions.restore({ note, revision, base: now.revision });
  },
  linkMentions(open: Open, a: number) {
    const note = pick(idsOf(open, "note"), a);
    const mentions =
      note === undefined ? [] : open.notebook.links.mentions({ note }).rows.slice(0, 2);
    if (note === undefined || mentions.length === 0) return;
    open.notebook.links.linkMentions({
      note,
      mentions: mentions.map(({ note: id, revision, ordinal }) => ({
        note: id,
        revision,
        ordinal,
      })),
    });
  },
  restore(open: Open, a: number, b: number) {
    const { rows } = open.notebook.trash.list({ offset: 0, limit: 50 });
    const targets = rows
      .filter((_, at) => at === a % rows.length || (b >> at) % 3 === 1)
      .map(({ kind, id }) => ({ kind, id }));
    if (targets.length > 0) open.notebook.trash.restore({ targets });
  },
};

/** What happens besides, which no undo of the app takes back. */
export const happenings = {
  save(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "note"), a);
    const note = id === undefined ? null : open.notebook.notes.get({ id });
    if (id === undefined || note === null) return;
    const clip = pick([...idsOf(open, "clip"), ...idsOf(open, "clip", 0)], b);
    const to = pick([...idsOf(open, "note"), ...idsOf(open, "note", 0)], a + b);
    const parts = [
      ...(clip === undefined ? [] : [[{ quote: clip }]]),
      ...(to === undefined ? [] : [["See ", { link: { kind: "note", id: to } as const }]]),
    ];
    // Another window may have saved in between.
    const base = b % 7 === 0 ? note.revision - 1 : note.revision;
    open.notebook.notes.save({ id, base, body: noteBody(`${words[b % 6]} and Tides.`, ...parts) });
  },
  async purge({ notebook }: Open, a: number, b: number) {
    const { rows } = notebook.trash.list({ offset: 0, limit: 50 });
    const targets = rows.filter((_, at) => at === a % rows.length || (b >> at) % 3 === 1);
    await notebook.trash.purge({ targets });
  },
  async monthGoesBy({ notebook, clock }: Open) {
    clock.pass(31 * 24 * 60 * minuteMs);
    await notebook.tidy();
  },
  reopen,
  read(open: Open, a: number, b: number) {
    const id = pick(idsOf(open, "article"), a);
    if (id !== undefined) open.notebook.articles.setPosition({ id, position: b % 12 });
  },
  undo: ({ notebook }: Open) => void notebook.history.undo({ group: null }),
  redo: ({ notebook }: Open) => void notebook.history.redo(),
  undoOne({ notebook }: Open, a: number) {
    const group = pick(notebook.history.list({ limit: 60 }), a)?.id;
    if (group !== undefined) notebook.history.undo({ group });
  },
};

/** Closes the notebook and opens it again. */
export function reopen(open: Open): void {
  open.notebook.close();
  Object.assign(open, openAt(open.folder, open.clock));
}
