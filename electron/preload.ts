/** The only bridge between the page and the rest. Generic on purpose: no feature ever changes it. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Bridge } from "./api.ts";

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke("call", name, input),
  on: (name, listen) => {
    const relay = (_event: unknown, given: string, value: unknown) => {
      if (given === name) listen(value as Parameters<typeof listen>[0]);
    };
    ipcRenderer.on("event", relay);
    return () => {
      ipcRenderer.removeListener("event", relay);
    };
  },
  importDropped: (files) =>
    ipcRenderer.invoke(
      "drop",
      files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ""),
    ),
  ready: () => {
    ipcRenderer.send("ready");
  },
};

contextBridge.exposeInMainWorld("commonplace", bridge);
