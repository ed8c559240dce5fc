/** What must and must not be in a packaged app, looked up in the unpacked folder of one platform. */
import { extractFile, getRawHeader, listPackage } from "@electron/asar";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { readFuses } from "./fuses.ts";

/** Runs a proof under a claim, counts it and prints it; a proof fails by throwing. */
export type Checks = (claim: string, prove: () => void | Promise<void>) => Promise<void>;

const binaries = { linux: "commonplace", win32: "Commonplace.exe" } as const;
/** The first bytes of a native library. */
const magic = { linux: "\x7fELF", win32: "MZ" } as const;

const expectedFiles = [
  /^\/package\.json$/,
  /^\/out\/main\/[\w-]+\.js$/,
  /^\/out\/main\/assets\/[\w-]+\.js$/,
  /^\/out\/preload\/preload\.cjs$/,
  /^\/out\/renderer\/index\.html$/,
  /^\/out\/renderer\/assets\/[\w.-]+\.(?:js|css|woff2)$/,
  /^\/node_modules\/better-sqlite3\/(?:package\.json|LICENSE)$/,
  /^\/node_modules\/better-sqlite3\/lib\/(?:methods\/)?[\w-]+\.js$/,
  /^\/node_modules\/better-sqlite3\/prebuilds\/[\w-]+\.node$/,
];

/** Expects two values to be equal, and shows both when they are not. */
export function expectEqual(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected))
    throw new Error(`found ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`);
}

/** All claims about the package at `folder`. */
export async function checkPackage(
  check: Checks,
  folder: string,
  system: "linux" | "win32",
  arch: string,
): Promise<void> {
  const resources = join(folder, "resources");
  const archive = join(resources, "app.asar");
  const claim = (words: string) => `${system}: ${words}`;

  await check(claim("the archive holds the built app and nothing else"), () => {
    const files = listPackage(archive, { isPack: false })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => /\.[a-z0-9]+$|\/LICENSE$/i.test(file));
    expectEqual(
      files.filter((file) => !expectedFiles.some((pattern) => pattern.test(file))),
      [],
    );
    for (const needed of ["main/main.js", "main/service.js", "main/cli.js", "main/importer.js"])
      if (!files.includes(`/out/${needed}`)) throw new Error(`${needed} is missing`);
  });

  await check(
    claim("better-sqlite3 comes with its one right binary, outside of the archive"),
    () => {
      const unpacked = readdirSync(join(resources, "app.asar.unpacked"), {
        recursive: true,
        encoding: "utf8",
      })
        .map((file) => file.replaceAll("\\", "/"))
        .filter((file) => /\.\w+$/.test(file));
      const library = `node_modules/better-sqlite3/prebuilds/${system}-${arch}.node`;
      expectEqual(unpacked, [library]);
      const bytes = readFileSync(join(resources, "app.asar.unpacked", library));
      expectEqual(bytes.toString("latin1", 0, magic[system].length), magic[system]);
    },
  );

  await check(claim("package.json names what runs, and no tool"), () => {
    const metadata = JSON.parse(extractFile(archive, "package.json").toString()) as Record<
      string,
      unknown
    >;
    expectEqual(
      ["main", "type", "desktopName", "devDependencies", "scripts"].map((key) => metadata[key]),
      ["out/main/main.js", "module", "commonplace.desktop", undefined, undefined],
    );
    expectEqual(Object.keys(Object(metadata["dependencies"])), ["better-sqlite3"]);
  });

  await check(claim("the fuses are burnt"), () => {
    expectEqual(readFuses(readFileSync(join(folder, binaries[system]))), {
      runAsNode: false,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  if (system === "win32")
    await check(claim("the program has our name, our icon and the archive's hash"), () =>
      checkProgram(join(folder, binaries.win32), archive),
    );

  await check(claim("sample notebook, licence and notices lie beside the archive"), () => {
    if (!existsSync(join(resources, "sample/notebook.commonplace"))) throw new Error("no sample");
    if (!readFileSync(join(resources, "LICENSE.txt"), "utf8").includes("AFFERO"))
      throw new Error("no licence");
    const names = readFileSync(join(resources, "NOTICES.txt"), "utf8");
    for (const name of ["lexical", "react", "better-sqlite3", "@mozilla/readability"])
      if (!names.includes(`\n${name} `)) throw new Error(`no notice of ${name}`);
  });

  await check(claim("the app without Electron stays below 20 MB"), () => {
    const bytes = sizeOf(resources);
    if (bytes > 20_000_000) throw new Error(`${(bytes / 1e6).toFixed(1)} MB`);
  });
}

/** The resources that Windows, and Electron at its start, read from the program. */
function checkProgram(program: string, archive: string): void {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(program)));
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const language = version?.getAllLanguagesForStringValues()[0];
  expectEqual(language && version?.getStringValues(language)["ProductName"], "Commonplace");
  const [icon] = Resource.IconGroupEntry.fromEntries(entries);
  expectEqual(icon?.icons.length, 7);
  const integrity = entries.find(({ id }) => id === "ELECTRONASAR");
  const hash = createHash("sha256").update(getRawHeader(archive).headerString).digest("hex");
  expectEqual(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer(0)).toString()), [
    { file: "resources\\app.asar", alg: "SHA256", value: hash },
  ]);
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0);
}
