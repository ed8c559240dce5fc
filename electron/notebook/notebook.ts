import { basename, join } from "node:path";
import type { ArticleDraft, CheckResult, EntityKind, NotebookInfo } from "../api.ts";
import { NotebookError } from "../api.ts";
import { openAnchors } from "./anchors.ts";
import { openArticleAdd } from "./article-add.ts";
import { openArticleComplete } from "./article-complete.ts";
import { openArticleMatch } from "./article-match.ts";
import { openArticles } from "./articles.ts";
import { openCheck } from "./check.ts";
import { openAttention } from "./clip-attention.ts";
import { openClips } from "./clips.ts";
import { wrapDatabase } from "./database.ts";
import { measureSoon } from "./draft-measures.ts";
import { codeOf, explained } from "./errors.ts";
import { openFiles } from "./files.ts";
import { openFullText } from "./fulltext.ts";
import { openHistory } from "./history.ts";
import { openHistoryList } from "./history-list.ts";
import { openUseEarlier } from "./use-earlier.ts";
import { openEmbedded } from "./embedded.ts";
import { openCitations } from "./cite.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { openImportTags } from "./import-tags.ts";
import { openImports } from "./imports.ts";
import { openLinkRows } from "./link-rows.ts";
import { openLinks } from "./links.ts";
import { openMentions } from "./mentions.ts";
import { openMetadata } from "./metadata.ts";
import { openNoteAliases } from "./note-aliases.ts";
import { openNoteHeadings } from "./note-headings.ts";
import { openNoteImages } from "./note-images.ts";
import { openNotes } from "./notes.ts";
import { openFile, type OpenFile, type OpenOptions } from "./opening.ts";
import { openOriginals } from "./originals.ts";
import { openPictureSizes } from "./picture-sizes.ts";
import { openQuotations } from "./quotations.ts";
import { openPassages } from "./passages.ts";
import { openQuoteStates } from "./quote-states.ts";
import { openReattach } from "./reattach.ts";
import { openPurge } from "./purge.ts";
import { openRevisions } from "./revisions.ts";
import { openSearch } from "./search.ts";
import { openSketches } from "./sketches.ts";
import { openPartSuggestions } from "./suggest-parts.ts";
import { openSuggestions } from "./suggest.ts";
import { openTags } from "./tags.ts";
import { openTextThread } from "./text-thread.ts";
import { openTrash } from "./trash.ts";
import { startUpkeep } from "./upkeep.ts";
import { openVersionAdd } from "./version-add.ts";
import { openWordPairs } from "./word-pairs.ts";
import { openVersionRows } from "./version-rows.ts";
import { openVersions } from "./versions.ts";
import { openUsage } from "./usage.ts";
import { openView } from "./view.ts";
import { openWantedNotes } from "./wanted-notes.ts";

export type { AddedArticle } from "./article-add.ts";
export type { Match } from "./article-match.ts";
export type { KnownFile } from "./articles.ts";
export type { PlannedFile } from "./import-plan.ts";
export type { KeptFile, Staged } from "./files.ts";
export type { AddedVersion } from "./version-add.ts";
export type { Origin } from "./version-rows.ts";
export { databaseName } from "./opening.ts";

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
