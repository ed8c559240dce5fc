/**
 * Loaded first (`node --import`) in every process of the app: makes `electron` mean the stand-in in main,
 * and gives a utility process its `process.parentPort`.
 */
import { EventEmitter } from "node:events";
import { registerHooks } from "node:module";

const utility = process.env["STANDIN_ROLE"] === "utility";
const electron = new URL(utility ? "./electron-utility.ts" : "./electron.ts", import.meta.url).href;

registerHooks({
  resolve: (name, context, next) =>
    name === "electron" || name === "electron/main"
      ? { url: electron, shortCircuit: true, format: "module-typescript" }
      : next(name, context),
});

if (utility) {
  const port = new EventEmitter();
  process.on("message", (data) => port.emit("message", { data, ports: [] }));
  // As in Electron: when main is gone, however it went, its helpers are ended at once.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  Object.assign(process, {
    type: "utility",
    parentPort: Object.assign(port, { postMessage: (message: object) => process.send?.(message) }),
  });
} else {
  Object.assign(process, { type: "browser" });
}
