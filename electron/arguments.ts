/** What the words after the program's name ask for. No Electron here: tests read it in plain Node. */
import path from "node:path";

/** The commands that work without a window. */
export const commandWords = [
  "import",
  "list",
  "show",
  "clip",
  "search",
  "original",
  "check",
  "verify",
  "help",
] as const;

/** Whether these words are for the command line rather than for a window. */
export function areForCommandLine(words: readonly string[]): boolean {
  const first = words[0] ?? "";
  return commandWords.some((word) => word === first) || first === "--help";
}

/** The files and folders named, as absolute paths; switches of Chromium and Electron are not ours. */
export function argumentsOf(words: readonly string[], workingFolder: string): readonly string[] {
  return words
    .filter((word) => word !== "" && !word.startsWith("-"))
    .map((word) => path.resolve(workingFolder, word));
}
