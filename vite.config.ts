import react from "@vitejs/plugin-react";
import { cpSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** Three builds from one file: `vite build --mode main | preload | renderer`. */
const builtIn = [...builtinModules, /^node:/, "electron", "better-sqlite3", /^better-sqlite3\//];
/** pdf.js's tables of Asian character codes, beside the importer that reads them (pdf-engine.ts). */
const characterTables: Plugin = {
  name: "character-tables",
  writeBundle: ({ dir = "" }) =>
    cpSync("node_modules/pdfjs-dist/cmaps", path.join(dir, "cmaps"), { recursive: true }),
};

/** The older copies of each font that KaTeX names for old browsers; Chromium reads the first. */
const oneFontEach: Plugin = {
  name: "one-font-each",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith("katex.min.css")
      ? code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "")
      : null,
};

const targets: Readonly<Record<string, UserConfig>> = {
  main: {
    publicDir: false,
    plugins: [characterTables],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: "out/main",
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: "electron/main.ts",
          service: "electron/service.ts",
          cli: "electron/cli.ts",
          importer: "electron/import/worker.ts",
          "text-worker": "electron/notebook/storage/text-worker.ts",
        },
        external: builtIn,
        // All in one folder: modules find each other's files beside themselves.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  },
  preload: {
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: "out/preload",
      target: "chrome150",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { preload: "electron/preload.ts" },
        external: ["electron"],
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: "renderer",
    base: "./",
    plugins: [react(), oneFontEach],
    build: {
      outDir: "../out/renderer",
      emptyOutDir: true,
      target: "chrome150",
      sourcemap: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Read from the disk, not from a network: one large file costs nothing.
      chunkSizeWarningLimit: 4_000,
    },
  },
};

export default defineConfig(({ mode }) => {
  const target = targets[mode];
  if (!target) throw new Error(`Expected the mode main, preload or renderer, not ${mode}`);
  return target;
});
