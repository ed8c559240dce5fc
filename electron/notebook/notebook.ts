import { basename, join } from "node:path";
import type { ArticleDraft, CheckResult, EntityKind, NotebookInfo } from "../api.ts";
import { NotebookError } from "../api.ts";
import { openAnchors } from "./clips/anchors.ts";
import { openArticleAdd } from "./articles/article-add.ts";
import { openArticleComplete } from "./articles/article-complete.ts";
import { openArticleMatch } from "./articles/article-match.ts";
import { openArticles } from "./articles/articles.ts";
import { openCheck } from "./check.ts";
import { openAttention } from "./clips/clip-attention.ts";
import { openClips } from "./clips/clips.ts";
import { wrapDatabase } from "./database.ts";
import { measureSoon } from "./articles/draft-measures.ts";
import { codeOf, explained } from "./errors.ts";
import { openFiles } from "./storage/files.ts";
import { openFullText } from "./search/fulltext.ts";
import { openHistory } from "./history/history.ts";
import { openHistoryList } from "./history/history-list.ts";
import { openUseEarlier } from "./history/use-earlier.ts";
import { openEmbedded } from "./notes/embedded.ts";
import { openCitations } from "./notes/cite.ts";
import { startHousekeeping } from "./storage/housekeeping.ts";
import { openImportTags } from "./articles/import-tags.ts";
import { openImports } from "./articles/imports.ts";
import { openLinkRows } from "./notes/link-rows.ts";
import { openLinks } from "./notes/links.ts";
import { openMentions } from "./notes/mentions.ts";
import { openMetadata } from "./articles/metadata.ts";
import { openNoteAliases } from "./notes/note-aliases.ts";
import { openNoteHeadings } from "./notes/note-headings.ts";
import { openNoteImages } from "./notes/note-images.ts";
import { openNotes } from "./notes/notes.ts";
import { openFile, type OpenFile, type OpenOptions } from "./storage/opening.ts";
import { openOriginals } from "./storage/originals.ts";
import { openPictureSizes } from "./articles/picture-sizes.ts";
import { openQuotations } from "./quotations/quotations.ts";
import { openPassages } from "./articles/passages.ts";
import { openQuoteStates } from "./notes/quote-states.ts";
import { openReattach } from "./clips/reattach.ts";
import { openPurge } from "./history/purge.ts";
import { openRevisions } from "./notes/revisions.ts";
import { openSearch } from "./search/search.ts";
import { openSketches } from "./articles/sketches.ts";
import { openPartSuggestions } from "./notes/suggest-parts.ts";
import { openSuggestions } from "./notes/suggest.ts";
import { openTags } from "./articles/tags.ts";
import { openTextThread } from "./storage/text-thread.ts";
import { openTrash } from "./history/trash.ts";
import { startUpkeep } from "./storage/upkeep.ts";
import { openVersionAdd } from "./articles/version-add.ts";
import { openWordPairs } from "./quotations/word-pairs.ts";
import { openVersionRows } from "./articles/version-rows.ts";
import { openVersions } from "./articles/versions.ts";
import { openUsage } from "./clips/usage.ts";
import { openView } from "./view.ts";
import { openWantedNotes } from "./notes/wanted-notes.ts";

export type { AddedArticle } from "./articles/article-add.ts";
export type { Match } from "./articles/article-match.ts";
export type { KnownFile } from "./articles/articles.ts";
export type { PlannedFile } from "./articles/import-plan.ts";
export type { KeptFile, Staged } from "./storage/files.ts";
export type { AddedVersion } from "./articles/version-add.ts";
export type { Origin } from "./articles/version-rows.ts";
export { databaseName } from "./storage/opening.ts";

export interface NotebookOptions extends Omit<OpenOptions, "migrations"> {
  /** Hears of every commit that changed something, with the kinds that did. */
  readonly onChange?: (kinds: readonly EntityKind[]) => void;
}

const warmAfterMs = 1_500;

/** An open notebook: one object per noun, whose verbs are those of the contract. */
export type Notebook = ReturnType<typeof assembleNotebook>;

/**
 * Opens or creates the notebook in a folder. Throws a {@link NotebookError} that says why it cannot:
 * missing, foreign, newer, locked, read-only, damaged, exists; then nothing has been written.
 */
export function openNotebook(options: NotebookOptions): Notebook {
  const file = openFile(options);
  try {
    return assembleNotebook(file, options);
  } catch (error) {
    file.close();
    // A copy for reading is opened whatever its version: its tables may be other than ours.
    if (file.readOnlyReason !== null && codeOf(error) === "SQLITE_ERROR") throw unreadable();
    throw explained(error);
  }
}

function unreadable(): NotebookError {
  return new NotebookError(
    "notebook-newer",
    "The notebook is of a version that this Commonplace cannot read.",
    "Update Commonplace, then open it.",
  );
}

/** Puts the nouns together over an open file. For tests that look at the file itself. */
export function assembleNotebook(
  file: OpenFile,
  { onChange, now = Date.now }: Pick<NotebookOptions, "onChange" | "now">,
) {
  const readOnly = file.readOnlyReason !== null;
  const database = wrapDatabase(file.sqlite, { readOnly, now });
  const history = openHistory(database);
  const fullText = openFullText(database);
  const files = openFiles(database, join(file.folder, "files"));
  const linkRows = openLinkRows(database);
  const headings = openNoteHeadings(database);
  const wanted = openWantedNotes(database, headings);
  const readLinks = openLinks(database, wanted.titleOf, headings);
  const suggestions = openSuggestions(database);
  const tags = openTags(database, history, fullText);
  const citations = openCitations(database);
  const retitled = (changed: string) => {
    suggestions.changed(changed);
    citations.changed(changed);
  };
  const wordPairs = openWordPairs(database);
  const sketches = openSketches(database);
  const matching = openArticleMatch(database, sketches);
  const thread = openTextThread();
  const anchors = openAnchors(database, thread);
  const metadata = openMetadata(database, history, fullText, retitled);
  const versionRows = openVersionRows(database, files, sketches, wordPairs, thread);
  const versionAdd = openVersionAdd({
    database,
    history,
    anchors,
    versions: versionRows,
    metadata,
  });
  const versions = openVersions(database, anchors, thread);
  const articles = openArticles(
    database,
    history,
    fullText,
    tags,
    retitled,
    versionAdd.bringBack,
    openPictureSizes(files),
  );
  const { live, placed, ...clips } = openClips(database, history, fullText, anchors);
  const attaching = openReattach(database, history, anchors, { live, placed });
  const revisions = openRevisions(database);
  const notes = openNotes(
    database,
    history,
    fullText,
    linkRows,
    readLinks,
    revisions,
    retitled,
    wanted,
    headings,
  );
  const trash = openTrash(database, history, {
    article: articles.ways,
    clip: clips.ways,
    note: notes.ways,
  });
  const purge = openPurge(
    database,
    history,
    files,
    (clip) => clips.get({ ids: [clip] })[0] ?? null,
  );
  const check = openCheck(database, files, linkRows);
  const id = file.sqlite.prepare<[], string>(`select value from state where key = 'id'`).pluck();
  const counts = file.sqlite.prepare<
    [],
    Pick<NotebookInfo, "articles" | "unread" | "clips" | "notes" | "tags" | "trash">
  >(`select articles, unread, clips, notes, tags, trash from counters`);
  const stopUpkeep = readOnly ? () => undefined : startUpkeep(database, fullText, wordPairs);
  const chores = [
    purge.step,
    revisions.thinStep,
    headings.readStep,
    () => linkRows.readStep(readLinks),
  ];
  const stopHousekeeping = readOnly
    ? () => undefined
    : startHousekeeping(chores, purge.removeUnused);
  if (!readOnly) files.removeLeftOvers();
  // The titles are read once the window has had what it asks for first.
  const warming = [
    setTimeout(suggestions.warm, warmAfterMs).unref(),
    setTimeout(citations.warm, warmAfterMs * 3).unref(),
  ];
  const closing = new AbortController();
  const preparing = setTimeout(() => void prepare(), warmAfterMs * 2).unref();
  /** Makes an older notebook ready for matching; what cannot be written now is made up for later. */
  const prepare = async () => {
    try {
      await matching.prepareMatching(closing.signal);
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
    }
  };
  if (onChange !== undefined) database.onCommit(onChange);

  return {
    folder: file.folder,
    articles: {
      ...articles,
      ...openUsage(database),
      /** Beforehand and beside the loop, what finding or adding a draft would take longest for. */
      measure: async (draft: ArticleDraft): Promise<void> => {
        await measureSoon(draft, thread);
      },
      match: matching.match,
      matchMetadata: matching.matchMetadata,
      prepareMatching: matching.prepareMatching,
      complete: openArticleComplete(database, history, metadata),
      addVersion: versionAdd.add,
      add: openArticleAdd({
        database,
        history,
        fullText,
        versions: versionRows,
        matching,
        retitled,
      }),
      edit: metadata.edit,
      useFound: metadata.useFound,
      tag: tags.tag,
      untag: tags.untag,
    },
    tags: {
      list: tags.list,
      get: tags.get,
      suggest: tags.suggest,
      ofArticle: tags.ofArticle,
      put: tags.put,
      putSoon: tags.putSoon,
      rename: tags.rename,
      delete: tags.delete,
    },
    versions,
    clips: { ...clips, ...attaching, ...openAttention(database, clips) },
    noteImages: openNoteImages(database, files),
    notes: { ...notes, ...openNoteAliases(database, history, fullText, retitled) },
    links: {
      titleOf: readLinks.titleOf,
      wordsOf: readLinks.wordsOf,
      works: readLinks.works,
      titles: readLinks.titles,
      back: readLinks.back,
      embedded: openEmbedded(database, headings),
      ...openPartSuggestions(database, suggestions.suggest, headings),
      want: wanted.want,
      cite: citations.cite,
      ...openPassages(database),
      ...openMentions(database, history, notes.rewrite),
    },
    quotes: openQuoteStates(database),
    search: openSearch(database),
    quotations: openQuotations(database, wordPairs),
    history: {
      undo: history.undo,
      redo: history.redo,
      ...openHistoryList(database),
      useEarlier: openUseEarlier(database, { clips, metadata }),
    },
    imports: openImports(database, history),
    importTags: openImportTags(database, tags),
    view: openView(database, articles, notes),
    files,
    originals: openOriginals(database, files, file.folder),

    /** Names and counts, from counters that are kept in step: no list is walked. */
    info(): NotebookInfo {
      return database.read(() => ({
        id: id.get() ?? "",
        name: basename(file.folder),
        readOnly,
        readOnlyReason: file.readOnlyReason,
        ...(counts.get() ?? { articles: 0, unread: 0, clips: 0, notes: 0, tags: 0, trash: 0 }),
      }));
    },

    revisions: {
      list: revisions.list,
      get: (input: { readonly note: string; readonly revision: number }) =>
        revisions.get(input, readLinks),
      restore: notes.restore,
      name: revisions.name,
    },
    trash: { ...trash, purge: purge.purge, empty: purge.empty },

    /** Does at once what time has made necessary, and housekeeping would do by itself. */
    async tidy(): Promise<void> {
      while (chores.some((chore) => chore()));
      await purge.removeUnused();
    },

    /** Looks at everything: structure, files, texts, clips, index, links. */
    check: (): Promise<CheckResult> => check(),

    /** Closes the notebook, leaving one plain file without a log or a lock. */
    close(): void {
      stopUpkeep();
      stopHousekeeping();
      for (const timer of warming) clearTimeout(timer);
      clearTimeout(preparing);
      closing.abort();
      thread.close();
      database.flush();
      file.close();
    },
  };
}
