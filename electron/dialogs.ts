/** The system's own dialogs: which notebook, which files. A null means the person thought better of it. */
import { dialog, type BrowserWindow } from "electron";
import path from "node:path";

/** Asks where a new notebook is to be; a folder that does not exist yet. */
export async function askForNewNotebook(
  window: BrowserWindow,
  documents: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: "New notebook",
    buttonLabel: "Create notebook",
    defaultPath: path.join(documents, "My notebook"),
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || !filePath ? null : filePath;
}

export async function askForNotebook(
  window: BrowserWindow,
  documents: string,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Open notebook",
    buttonLabel: "Open notebook",
    message: "Choose a notebook's folder, or the notebook.commonplace file in it.",
    defaultPath: documents,
    // Linux and Windows dialogs choose either files or folders: there the file stands for its folder.
    properties: process.platform === "darwin" ? ["openFile", "openDirectory"] : ["openFile"],
    filters: [{ name: "Commonplace notebook", extensions: ["commonplace"] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where the report of an import is to be written. */
export async function askForReport(
  window: BrowserWindow,
  documents: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: "Export the report",
    buttonLabel: "Export report",
    defaultPath: path.join(documents, "Import report.csv"),
    filters: [{ name: "Table (CSV)", extensions: ["csv"] }],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || !filePath ? null : filePath;
}

/** Asks where the file that an article was imported from is to be written. */
export async function askForOriginal(
  window: BrowserWindow,
  documents: string,
  fileName: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: "Export the original",
    buttonLabel: "Export original",
    defaultPath: path.join(documents, fileName),
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || !filePath ? null : filePath;
}

/** Asks which document's quotations are to be checked. */
export async function askForDocument(
  window: BrowserWindow,
  extensions: readonly string[],
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Check a document's quotations",
    buttonLabel: "Check document",
    properties: ["openFile"],
    filters: [
      { name: "Documents", extensions: [...extensions] },
      { name: "All files", extensions: ["*"] },
    ],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

export async function askForFiles(
  window: BrowserWindow,
  folder: boolean,
  extensions: readonly string[],
): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: folder ? "Import folder" : "Import files",
    buttonLabel: "Import",
    properties: folder ? ["openDirectory", "multiSelections"] : ["openFile", "multiSelections"],
    ...(folder
      ? {}
      : {
          filters: [
            { name: "Articles", extensions: [...extensions] },
            { name: "All files", extensions: ["*"] },
          ],
        }),
  });
  return canceled ? [] : filePaths;
}
