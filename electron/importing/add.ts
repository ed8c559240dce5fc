/** Adds what was read to the notebook, once it is known whether the work is there already. */
import path from "node:path";
import type { ArticleDraft, ImportItem, ImportOptions, ImportQuestion } from "../entities.ts";
import type { HarvestedArticle } from "../import/format.ts";
import type { KnownFile, Match, Notebook, Origin, Staged } from "../notebook/notebook.ts";
import { hereAlready } from "./lines.ts";
import type { pendingDrafts } from "./pending.ts";
import type { Found } from "./walk.ts";

/** What adding needs of the import that it belongs to. */
export interface Adding {
  readonly notebook: Notebook;
  readonly job: string;
  readonly options: ImportOptions;
  /** What to do with another version of an article that is here; `ask` until the person has answered. */
  readonly same: () => ImportOptions["same"];
  readonly pending: ReturnType<typeof pendingDrafts>;
  /** Versions that this import added before it was cut short and has not reported, and what they were. */
  readonly unreported: Map<string, "imported" | "version">;
}

/** An article to add, where it comes from, and how the report names it. */
export interface Addition {
  readonly file: string;
  readonly article: HarvestedArticle;
  readonly staged: Staged;
  /** The name of its original. */
  readonly fileName: string;
  /** The folders it lies in below the chosen one. */
  readonly folders: readonly string[];
  /** The article that it goes with and is no version of; it is left out when it says the same. */
  readonly besides?: string;
}

/** The line of the report; a question when the person has to say what is to be done. */
export type Outcome =
  | { readonly kind: "line"; readonly item: ImportItem }
  | { readonly kind: "question"; readonly question: ImportQuestion };

const line = (item: ImportItem): Outcome => ({ kind: "line", item });

/** Adds an article, or a version, or what a record knows of an article that is here. */
export async function add(addition: Addition, adding: Adding): Promise<Outcome> {
  const { file, article, staged, folders } = addition;
  const { notebook, options } = adding;
  const foundHere = (): Outcome | null => {
    const here = notebook.articles.findByHash(staged.sha256);
    return here === null ? null : line(foundOnceMore(file, article, here, adding));
  };
  const addUnlessHere = async (): Promise<Outcome> => {
    await notebook.articles.measure(article.draft);
    // Looked for again when its turn comes: the same bytes may have been on their way, and they are no
    // other version of what they became.
    return adding.pending.settle(
      article.draft,
      async () => foundHere() ?? (await addNew(addition, adding)),
    );
  };
  const outcome = foundHere() ?? (await addUnlessHere());
  const tags = [...article.tags, ...(options.tagFolders ? folders : [])];
  if (outcome.kind === "line" && outcome.item.article !== null && tags.length > 0)
    await notebook.tags.putSoon(outcome.item.article, tags, adding.job);
  return outcome;
}

async function addNew(addition: Addition, adding: Adding): Promise<Outcome> {
  const { file, article } = addition;
  const { articles } = adding.notebook;
  if (article.record || article.attachments.length > 0) {
    const match = articles.matchMetadata(article.draft);
    // A record says what is known of a work; with a text of its own it may be another version of it.
    if (match !== null && article.record) return line(complete(file, article.draft, match, adding));
    if (match !== null) return addSame(addition, match, adding);
  }
  const match = article.record ? null : articles.match(article.draft);
  if (match === null) return line(await addArticle(addition, adding));
  if (match.article === addition.besides)
    return line(
      hereAlready(file, { ...match, words: 0 }, "Its text is that of the entry’s first file."),
    );
  return addSame(addition, match, adding);
}

/** Another version of an article that is here. */
async function addSame(addition: Addition, match: Match, adding: Adding): Promise<Outcome> {
  const { file, article } = addition;
  const { title } = match;
  switch (adding.same()) {
    case "ask":
      return { kind: "question", question: { file, article: match.article, title } };
    case "both":
      return line(await addArticle(addition, adding));
    case "skip":
      return line(
        hereAlready(file, { ...match, words: 0 }, "Skipped: the notebook has another version."),
      );
    case "version": {
      const origin = await keep(addition, adding);
      const added = await adding.notebook.articles.addVersion(match.article, article.draft, origin);
      return line(lineOf(file, article.draft, added));
    }
  }
}

async function addArticle(addition: Addition, adding: Adding): Promise<ImportItem> {
  const { draft } = addition.article;
  const origin = await keep(addition, adding);
  return lineOf(addition.file, draft, await adding.notebook.articles.add(draft, origin));
}

async function keep({ staged, fileName }: Addition, { notebook, job }: Adding): Promise<Origin> {
  const kept = await notebook.files.keep(staged, path.extname(fileName).slice(1));
  return { ...kept, fileName, job };
}

function lineOf(
  file: string,
  { warnings }: ArticleDraft,
  added: Pick<ImportItem, "title" | "words" | "clips"> & {
    readonly status: "imported" | "version" | "duplicate";
    readonly article: string;
  },
): ImportItem {
  const { status, article, title, words, clips } = added;
  if (status === "duplicate") return hereAlready(file, { article, title, words });
  const line = { file, status, article, title, words, warnings, reason: "" };
  return clips === undefined ? line : { ...line, clips };
}

/** The same bytes once more, perhaps with more known of them than before. */
function foundOnceMore(
  file: string,
  article: HarvestedArticle,
  here: KnownFile,
  adding: Adding,
): ImportItem {
  const item = foundAgain(file, here, adding);
  const isDescribed = article.record || article.attachments.length > 0;
  const note = isDescribed ? completing(here.article, file, article.draft, adding) : null;
  return note === null ? item : { ...item, warnings: [...item.warnings, note] };
}

function complete(file: string, draft: ArticleDraft, match: Match, adding: Adding): ImportItem {
  const note = completing(match.article, file, draft, adding);
  return hereAlready(file, { ...match, words: 0 }, note);
}

/** Fills what an article does not say yet; what was filled, in a sentence, null when nothing was. */
function completing(
  article: string,
  file: string,
  draft: ArticleDraft,
  { notebook, job }: Adding,
): string | null {
  const found = path.basename(file.split("/")[0] ?? file);
  const filled = notebook.articles.complete(article, draft, { found, job });
  if (filled === null) return null;
  return `Added ${inWords(filled.fields.map(nameOfField))} from ${found}.`;
}

const fieldNames: Readonly<Record<string, string>> = {
  byline: "authors",
  names: "authors",
  published: "date",
  url: "address",
  "identifiers.doi": "DOI",
  "identifiers.isbn": "ISBN",
  "identifiers.pmid": "PubMed number",
};

/** What a person calls a field: `DOI` for `identifiers.doi`, `further fields` for those of no column. */
function nameOfField(field: string): string {
  const name = fieldNames[field];
  if (name !== undefined) return name;
  return field.startsWith("fields.") ? "further fields" : field.replace(/^identifiers\./, "");
}

function inWords(names: readonly string[]): string {
  const different = [...new Set(names)];
  const last = different.pop() ?? "";
  return different.length === 0 ? last : `${different.join(", ")} and ${last}`;
}

/** A file whose very bytes are here, before anybody has read it. */
export async function addAgain(found: Found, here: KnownFile, adding: Adding): Promise<ImportItem> {
  const item = foundAgain(found.file, here, adding);
  if (adding.options.tagFolders && found.folders.length > 0)
    await adding.notebook.tags.putSoon(here.article, found.folders, adding.job);
  return item;
}

/** The same bytes once more. What lies in the trash is taken out of it: it is wanted again. */
function foundAgain(
  file: string,
  here: KnownFile,
  { notebook: { articles, versions }, unreported }: Adding,
): ImportItem {
  const status = here.deleted ? undefined : unreported.get(here.version);
  if (status !== undefined) {
    unreported.delete(here.version);
    const { clips, warnings = [] } =
      versions.list(here).find(({ id }) => id === here.version) ?? {};
    const item = { ...hereAlready(file, here), status, warnings };
    return status === "version" && clips !== undefined ? { ...item, clips } : item;
  }
  if (!here.deleted) return hereAlready(file, here);
  const inTrash = articles.get({ id: here.article }) === null;
  articles.restore(here.article, here.version);
  return hereAlready(
    file,
    here,
    inTrash
      ? "It was in the trash and has been put back."
      : "Its import had been undone. It is the newest version of its article again.",
  );
}
