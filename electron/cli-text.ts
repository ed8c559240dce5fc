/** The words of the command line: its help, and how things are written when JSON was not asked for. */
import type { ArticleRow, ImportItem, SearchHit } from "./entities.ts";
import { clipsSentence } from "./notebook/articles/versions.ts";

const everywhere = `  --notebook DIR   the notebook's folder (default: the notebook last opened)
  --json           one JSON object per line
  --help           this text`;

export const generalHelp = `Usage: commonplace COMMAND [OPTIONS]

  import FILE|DIR…   take files, or all files below folders, into a notebook
  list               the articles of a notebook
  show ARTICLE       an article with its text, blocks and clips
  show NOTE          a note as words, Markdown or JSON
  clip ARTICLE       clip a span of an article's text
  search QUERY       find articles, clips and notes
  original ARTICLE   write the file that an article was imported from
  check              hold a notebook against itself: structure, files, quotes, index
  quotes [NOTE]      the quotes in notes that are not verbatim
  verify FILE        the quotations in a document, each held against its article

COMMAND --help tells more. Without a command, commonplace opens its window.
Exit codes: 0 all is well, 1 something was refused or found wrong, 2 the words were not understood.`;

export const commandHelp = {
  import: `Usage: commonplace import [--tags] [--same version|both|skip] [--notebook DIR] [--json]
                          FILE|DIR…
       commonplace import --resume [--notebook DIR] [--json]

Imports files of every format that Commonplace reads, and what is in archives, mailboxes, mails and
bibliographies. Folders are walked with all below them. Each file ends as imported, duplicate (already
here), a new version of an article that is here, or refused with a reason; none stops the others. A
notebook that does not exist yet is created. Ctrl+C stops and keeps what is finished. --resume goes on
with the newest import that was cut short.

  --tags           tag articles with the names of the folders they lie in
  --same CHOICE    what to do with another version of an article that is here: add it as a version
                   (default), keep both as articles, or skip it
${everywhere}`,
  list: `Usage: commonplace list [--notebook DIR] [--json]

Lists the articles, the newest first.

${everywhere}`,
  show: `Usage: commonplace show ARTICLE|NOTE [--markdown] [--notebook DIR] [--json]

Prints an article's text; with --json its metadata, versions, text, blocks and clips. Offsets count
UTF-16 code units of the text. Of a note it prints the words; with --json what is stored, and its
Markdown.

  --markdown       a note as Markdown that holds all of it

${everywhere}`,
  clip: `Usage: commonplace clip ARTICLE (--exact TEXT | --start N --end N) [--comment TEXT]
                        [--notebook DIR] [--json]

Clips a span. TEXT must stand in the article exactly once. N counts UTF-16 code units of its text.

${everywhere}`,
  search: `Usage: commonplace search QUERY [--limit N] [--notebook DIR] [--json]

Every word must be there; "a phrase" in that order; -word not at all; word* as a beginning. The last
word counts as a beginning too. At most N (20) of each kind.

${everywhere}`,
  original: `Usage: commonplace original ARTICLE --to FILE|DIR [--replace] [--notebook DIR] [--json]

Writes the file that the article's newest version was imported from, byte for byte and checked
against its hash. In a folder it gets its own name. A file that is there is replaced only with
--replace, and nothing is ever written into the notebook's own folder.

${everywhere}`,
  check: `Usage: commonplace check [--notebook DIR] [--json]

Verifies the database's structure, the hash of every file and text, that every clip's words stand
where it says, and that index and links agree with what is stored. Exit code 1 when they do not.

${everywhere}`,
  quotes: `Usage: commonplace quotes [NOTE] [--notebook DIR] [--json]

Holds the quotes in a note, or in all notes, against the words they were clipped from, and writes a line
for each that is not verbatim: set in other typography, edited with marks, altered, its source changed
or missing. Ends with 1 when one is altered and its writer has not said that it is to be.

${everywhere}`,
  verify: `Usage: commonplace verify FILE [--notebook DIR] [--json]

Reads a document of any format that can be imported, without importing it, and looks up every quotation
of five words or more that is in it: between quotation marks or set apart as a block quote. Each is
verbatim, typography only (quotation marks, dashes, spaces, hyphens), a marked edit ([…], …, [inserted]),
altered, or not in this notebook. Exit code 1 when one is altered.

--json writes one object a line for each quotation, in the order of the document:
  text       the quotation without its marks
  state      verbatim, typography, marked, altered or absent
  article, title, version            where it comes from: ids and a title; null when absent
  start, end                         its passage in the version's text, in UTF-16 units
  page, paragraph                    the same for people; page is null where there are none
  source                             the sentences of the article that it stands in
  diff       [{kind: kept, removed or added, text}], from the article's words to the document's
  in         {block, start}: the paragraph of the document, from 0, and the unit in its text

${everywhere}`,
} as const;

/** One line of an import for people. */
export function lineOfItem(item: ImportItem): string {
  const notes = item.warnings.length > 0 ? ` (${item.warnings.join(" ")})` : "";
  switch (item.status) {
    case "imported":
      return `imported      ${item.file}: ${item.title}, ${item.words} words${notes}`;
    case "duplicate":
      return `already here  ${item.file}: ${item.title}${notes}`;
    case "version":
      return `new version   ${item.file}: ${item.title}${notes}${clipsNote(item)}`;
    case "refused":
      return `refused       ${item.file}: ${item.reason}`;
  }
}

function clipsNote({ clips }: ImportItem): string {
  const sentence = clips === undefined ? "" : clipsSentence(clips);
  return sentence === "" ? "" : ` [${sentence}]`;
}

export function lineOfArticle(row: ArticleRow): string {
  const by = [row.byline.join(", "), row.site, row.published].filter(Boolean).join(" · ");
  return `${row.id}  ${row.title}${by ? `  —  ${by}` : ""}`;
}

export function lineOfHit(hit: SearchHit): string {
  const words = hit.segments
    .map(({ text, match }) => (match ? `[${text}]` : text))
    .join("")
    .replaceAll(/\s+/g, " ");
  return `${hit.kind.padEnd(8)} ${hit.id}  ${hit.title}: ${words}`;
}
