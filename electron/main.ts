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

const words = process.argv.slice(app.isPackaged ? 1 : 2);
const begin = async () => {
  if (areForCommandLine(words)) return (await import("./cli-process.ts")).runCommandLine(words);
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();
  await (await import("./boot.ts")).boot(dataFolder());
};

// Not awaited: a main module that waits for readiness at its top level never becomes ready.
begin().catch((error: unknown) => {
  console.error(error);
  app.exit(70);
});
