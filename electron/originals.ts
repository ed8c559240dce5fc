/** The files that articles were imported from: shown in their own programs, or written elsewhere. */
import { shell, type BrowserWindow } from "electron";
import { chmod } from "node:fs/promises";
import { askForOriginal } from "./dialogs.ts";
import { valueOf } from "./outcome.ts";
import { mayOpenFile } from "./policy.ts";
import type { Service } from "./service-process.ts";

/**
 * Opens an article's original with the system's program for it. What might run instead of being shown,
 * and kinds that nobody knows, are shown in their folder.
 */
export async function showOriginal(
  service: Service,
  article: string,
  known: readonly string[],
): Promise<"opened" | "folder"> {
  const { path, extension } = valueOf(await service.request("original", { article }));
  if (mayOpenFile(extension, known)) {
    // The other program may read it and no more. A disk without permissions has to trust it.
    await chmod(path, 0o444).catch(() => undefined);
    if ((await shell.openPath(path)) === "") return "opened";
  }
  shell.showItemInFolder(path);
  return "folder";
}

/** Asks where an article's original is to be written, and writes it; its name, or null. */
export async function exportOriginal(
  service: Service,
  article: string,
  window: BrowserWindow,
  documents: string,
): Promise<string | null> {
  const { fileName } = valueOf(await service.request("original", { article }));
  const to = await askForOriginal(window, documents, fileName);
  if (to === null) return null;
  return valueOf(await service.request("exportOriginal", { article, to })).fileName;
}
