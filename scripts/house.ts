/**
 * The rules of the house, as functions from a file's path and text to findings. `house.test.ts` holds
 * every source file against them; the README shows the same table to people.
 */

/** One kind of place in the project, and what its files may import. */
export interface Area {
  readonly name: string;
  /**
   * Files (whole paths) and folders (ending in "/") it consists of. A "*" stands for one name; each
   * folder it matches is an area for itself.
   */
  readonly holds: readonly string[];
  /** Files and folders of ours it may import at run time, besides its own. */
  readonly ours: readonly string[];
  /** Further ones, and packages, that it may import types from. */
  readonly types: readonly string[];
  /** Packages by name; a trailing "*" stands for any ending, `node:*` for all that is built in. */
  readonly packages: readonly string[];
}

const words = [
  "electron/api.ts",
  "electron/contract/",
  "electron/entities.ts",
  "electron/import-entities.ts",
  "electron/history-entities.ts",
  "electron/metadata.ts",
];
/** Read by main and by its child processes, so free of Electron and of the notebook. */
const plain = ["messages", "outcome", "parent-port", "settings", "arguments"].map(
  (name) => `electron/${name}.ts`,
);
const view = ["react", "react-dom", "react-aria-components", "react-aria", "lucide-react"];
const page = [
  ...view,
  "lexical",
  "@lexical/*",
  "@tanstack/*",
  "@fontsource-variable/*",
  "highlight.js",
  "katex",
];

/** The table. A file belongs to the first area that holds it. */
export const areas: readonly Area[] = [
  {
    name: "text",
    holds: ["electron/text/"],
    ours: [],
    types: words,
    packages: ["approx-string-match", "fast-diff"],
  },
  {
    name: "notebook",
    holds: ["electron/notebook/"],
    ours: ["electron/text/", ...words],
    types: [],
    packages: ["better-sqlite3", "node:*"],
  },
  {
    name: "import",
    holds: ["electron/import/"],
    ours: ["electron/text/", "electron/entities.ts"],
    types: words,
    packages: [
      "node:*",
      "linkedom",
      "@mozilla/readability",
      "defuddle",
      "markdown-it",
      "yaml",
      "iconv-lite",
      "jschardet",
      "html-encoding-sniffer",
      "pdfjs-dist",
      "saxes",
      "@retorquere/bibtex-parser",
      "franc",
      "zod",
    ],
  },
  {
    name: "export",
    holds: ["electron/export/"],
    ours: ["electron/text/", "electron/entities.ts"],
    types: [...words, "electron/notebook/"],
    packages: ["node:*"],
  },
  {
    name: "preload",
    holds: ["electron/preload.ts"],
    ours: [],
    types: words,
    packages: ["electron"],
  },
  {
    name: "contract",
    holds: [...words, "electron/commands.ts"],
    ours: [],
    types: [],
    packages: ["zod"],
  },
  {
    name: "core processes",
    holds: [
      "electron/service.ts",
      "electron/service-imports.ts",
      "electron/cli.ts",
      "electron/cli-article.ts",
      "electron/cli-import.ts",
      "electron/cli-note.ts",
      "electron/cli-quotes.ts",
      "electron/cli-text.ts",
      "electron/cli-verify.ts",
      "electron/verify.ts",
      "electron/importing.ts",
      "electron/importing/",
      "electron/importer-relay.ts",
    ],
    ours: [
      "electron/notebook/",
      "electron/import/",
      "electron/export/",
      "electron/text/",
      ...plain,
      ...words,
    ],
    types: [],
    packages: ["node:*"],
  },
  {
    name: "plain modules",
    holds: plain,
    ours: words,
    types: [],
    packages: ["node:*", "zod"],
  },
  {
    name: "wiring",
    holds: ["electron/"],
    ours: [...words, ...plain, "electron/commands.ts"],
    types: [],
    packages: ["electron", "node:*", "zod"],
  },
  {
    name: "ui",
    holds: ["renderer/ui/"],
    ours: ["renderer/commands.ts", "electron/commands.ts"],
    types: ["renderer/", ...words],
    packages: [...view, "@tanstack/*"],
  },
  {
    name: "a feature of the window",
    holds: ["renderer/*/"],
    ours: ["renderer/ui/", "renderer/*.ts", "electron/text/", "electron/commands.ts"],
    types: words,
    packages: page,
  },
  {
    name: "window",
    holds: ["renderer/"],
    ours: ["electron/text/", "electron/commands.ts"],
    types: words,
    packages: page,
  },
  {
    name: "stand-in",
    holds: ["e2e/standin/"],
    ours: [],
    types: ["electron"],
    packages: ["node:*", "playwright-core", "@playwright/test"],
  },
];

/** One import of a source text: where it points, and whether it vanishes when types are stripped. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*${][^;"'`]*?\sfrom\s+)?["']([^"']+)["']/gm;
const call = /(\btypeof\s+)?\b(?:import|require)\(\s*["']([^"']+)["']/g;
const comment = /^\s*(?:\/\/|\/?\*)/;

/** All imports of a source text, static ones first. Comment lines are left out. */
export function importsOf(text: string): readonly Import[] {
  const code = text
    .split("\n")
    .filter((line) => !comment.test(line))
    .join("\n");
  return [statement, call].flatMap((form) =>
    [...code.matchAll(form)].map(([, type, specifier = ""]) => ({
      specifier,
      typeOnly: type !== undefined,
    })),
  );
}

/** What of `path` a place matches: the folder or the whole path; null when it does not hold it. */
function heldBy(path: string, place: string): string | null {
  const escaped = place.replaceAll(".", "\\.").replaceAll("*", "[^/]+");
  return new RegExp(`^${escaped}${place.endsWith("/") ? "" : "$"}`).exec(path)?.[0] ?? null;
}

const within = (path: string, places: readonly string[]): boolean =>
  places.some((place) => heldBy(path, place) !== null);

/** The area of a file, and which one of those that its wildcard stands for. */
function areaOf(path: string): { readonly area: Area; readonly key: string } | null {
  const area = areas.find(({ holds }) => within(path, holds));
  if (!area) return null;
  const starred = area.holds.find((place) => place.includes("*"));
  return { area, key: area.name + (starred ? heldBy(path, starred) : "") };
}

const named = (specifier: string, packages: readonly string[]): boolean =>
  packages.some((name) =>
    name.endsWith("*")
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  );

/** The path an import points at, from the project's root; null for a package. */
function pointed(from: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

const isTest = (path: string): boolean =>
  /(?:\.test|\.spec|-fixture)\.tsx?$|\/probe\/|^electron\/.*\/test-/.test(path);

/** The imports of a file that the table forbids, a sentence each. Tests and their fixtures may reach anywhere. */
export function importFindings(path: string, text: string): readonly string[] {
  const here = areaOf(path);
  if (!here || isTest(path)) return [];
  const { area, key } = here;
  const allowed = ({ specifier, typeOnly }: Import): boolean => {
    const target = pointed(path, specifier);
    if (target === null)
      return named(specifier, typeOnly ? [...area.packages, ...area.types] : area.packages);
    if (areaOf(target)?.key === key || within(target, area.ours)) return true;
    // The window's own files put the features together.
    if (area.name === "window" && target.startsWith("renderer/")) return true;
    return typeOnly && within(target, area.types);
  };
  return importsOf(text)
    .filter((each) => !allowed(each))
    .map((each) => `${path}: ${area.name} must not import ${each.specifier}`);
}

const longest = 400;
const vague = new Set(["util", "utils", "helper", "helpers", "service", "services"]);
for (const name of ["common", "types", "lib", "misc", "shared"]) vague.add(name);

/** A file that has grown too long, or lies in a folder whose name says nothing. */
export function shapeFindings(path: string, text: string): readonly string[] {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  const folder = path
    .split("/")
    .slice(0, -1)
    .find((name) => vague.has(name));
  return [
    ...(lines > longest ? [`${path}: ${lines} lines, ${longest} at most`] : []),
    ...(folder === undefined ? [] : [`${path}: a folder named ${folder} says nothing`]),
  ];
}

interface Ban {
  readonly what: RegExp;
  readonly where: (path: string) => boolean;
  readonly why: string;
}

const source = (path: string): boolean => /\.tsx?$/.test(path) && !isTest(path);
const bans: readonly Ban[] = [
  {
    what: /\bsendSync\b/,
    where: (path) => source(path) && within(path, ["electron/", "renderer/"]),
    why: "a synchronous message stops the window",
  },
  {
    what: /\bipcRenderer\b/,
    where: (path) =>
      source(path) && within(path, ["electron/", "renderer/"]) && path !== "electron/preload.ts",
    why: "only the preload script speaks to main",
  },
  {
    what: /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\b/,
    where: (path) => source(path) && path.startsWith("renderer/"),
    why: "text never becomes markup in the window",
  },
  {
    what: /:[^;{]*(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\()|z-index:\s*-?\d/i,
    where: (path) => path.endsWith(".css") && path !== "renderer/theme.css",
    why: "colours and layers are named in theme.css",
  },
];

/** Words that must not appear in a file, with the line and the reason. Comment lines are left out. */
export function wordFindings(path: string, text: string): readonly string[] {
  const here = bans.filter((ban) => ban.where(path));
  return text
    .split("\n")
    .flatMap((line, index) =>
      comment.test(line)
        ? []
        : here
            .filter((ban) => ban.what.test(line))
            .map((ban) => `${path}:${index + 1}: ${line.trim()}: ${ban.why}`),
    );
}

/** Every finding about one file. */
export function findings(path: string, text: string): readonly string[] {
  return [...importFindings(path, text), ...shapeFindings(path, text), ...wordFindings(path, text)];
}
