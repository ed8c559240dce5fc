/** The names of the folders that a file of an import lies in, as tags. */

/** What people call a file of files: its name is no folder's. */
const packed = /\.(?:zip|mbox|mbx|eml|enex|webarchive|mht|mhtml)$/i;

/**
 * The folders below the one that was chosen, the outermost first, of a file as a report names it
 * (`saved/History/Tides/one.html`). Empty for a file that was chosen itself or lies in the chosen folder.
 */
export function folderNames(file: string): readonly string[] {
  const parts = file.split(/[/\\]/).slice(1, -1);
  return parts.filter((part) => part.trim() !== "" && !packed.test(part));
}
