/** Starts the app: what must happen before Electron is ready, then boot.ts; or the command line. */
import { app, protocol } from "electron";
import { areForCommandLine } from "./arguments.ts";
import { forbidNetwork, lockSession } from "./security.ts";
import { dataFolder } from "./settings.ts";

app.setName("Commonplace");
app.setPath("userData", dataFolder());
app.enableSandbox();
forbidNetwork();
protocol.registerSchemesAsPrivileged([
  {
    scheme: "app",
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);
app.on("session-created", lockSession);

/** A Mac names what was double-clicked before the app is ready. */
const early: string[] = [];
const keepEarly = (event: { preventDefault(): void }, file: string) => {
  event.preventDefault();
  early.push(file);
};
app.on("open-file", keepEarly);
const takeEarly = () => {
  app.off("open-file", keepEarly);
  return early;
};

const words = process.argv.slice(app.isPackaged ? 1 : 2);
const begin = async () => {
  if (areForCommandLine(words)) return (await import("./cli-process.ts")).runCommandLine(words);
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();
  await (await import("./boot.ts")).boot(dataFolder(), takeEarly);
};

// Not awaited: a main module that waits for readiness at its top level never becomes ready.
begin().catch((error: unknown) => {
  console.error(error);
  app.exit(70);
});
