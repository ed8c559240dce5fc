/** The probe's preload: every kind of thing that can cross the bridge. */
const { contextBridge, ipcRenderer, webUtils } = require("electron");

const messageOf = (run) => {
  try {
    run();
    return "";
  } catch (error) {
    return error.message;
  }
};

class Point {
  constructor() {
    this.x = 1;
  }
  move() {}
}

contextBridge.exposeInMainWorld("probe", {
  echo: (value) => ipcRenderer.invoke("echo", value),
  fail: () => ipcRenderer.invoke("fail"),
  unknown: () => ipcRenderer.invoke("no such channel"),
  onTick(listen) {
    const relay = (_event, ...values) => listen(...values);
    ipcRenderer.on("tick", relay);
    ipcRenderer.send("tick", 3);
    return () => ipcRenderer.removeListener("tick", relay);
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)),
  point: () => new Point(),
  throwHere() {
    throw new RangeError("thrown in the preload");
  },
  forbidden: messageOf(() => require("fs")),
  missing: messageOf(() => ipcRenderer.sendSync("x")),
  nested: { deep: { big: 42n } },
});
