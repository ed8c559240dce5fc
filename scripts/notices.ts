/**
 * The licences of everything that goes into the package. What was bundled is read from the source maps
 * of the build, so the list cannot forget a dependency that came in with another.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Folders of the packages that the maps below `folder` name, from the project's root, sorted. */
export function bundledPackages(folder: string): readonly string[] {
  const maps = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".map"),
  );
  const found = new Set<string>();
  for (const map of maps) {
    const { sources } = JSON.parse(readFileSync(join(folder, map), "utf8")) as {
      readonly sources: readonly (string | null)[];
    };
    for (const source of sources) {
      const name = packageOf(source ?? "");
      if (name !== null) found.add(name);
    }
  }
  return [...found].sort();
}

/** `node_modules/…` of the innermost package that holds a source; null for a file of ours. */
export function packageOf(source: string): string | null {
  const found = /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source);
  return found?.[1] ?? null;
}

/** Name, version, licence and its text, for one package. Throws when it does not state a licence. */
export function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  ) as { readonly name: string; readonly version: string; readonly license?: string };
  if (!license) throw new Error(`${name} does not state its licence`);
  const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}`.trim();
}

/** The whole text, for `out/` as it was just built. */
export function notices(): string {
  const preload = join(root, "out/preload/preload.cjs");
  if (!existsSync(preload)) throw new Error("Expected the app to be built first");
  const packages = new Set([
    ...bundledPackages(join(root, "out")),
    "node_modules/better-sqlite3",
    ...fonts(),
  ]);
  const rule = `\n\n${"-".repeat(72)}\n\n`;
  return `${["Commonplace contains the following works of others.", ...[...packages].sort().map(noticeOf)].join(rule)}\n`;
}

/** Fonts come in by style sheets, which have no map. */
function fonts(): readonly string[] {
  const folder = "node_modules/@fontsource-variable";
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
}
