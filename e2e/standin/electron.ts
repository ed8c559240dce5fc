/** Stands for the module `electron` in the main process. What is not here fails by its name. */
export { app } from "./app.ts";
export { clipboard, powerMonitor, screen, shell } from "./desktop.ts";
export { dialog } from "./dialog.ts";
export { ipcMain } from "./ipc.ts";
export { Menu } from "./menu.ts";
export { nativeTheme } from "./native-theme.ts";
export { standin } from "./record.ts";
export { protocol } from "./schemes.ts";
export { session } from "./session.ts";
export { utilityProcess } from "./utility-process.ts";
export { BrowserWindow } from "./window.ts";
