/**
 * A folder that looks like an unpacked Electron to the packager: every step of packaging runs and can
 * be inspected on machines where the real one cannot be downloaded. It starts nothing.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { freshFuses } from "./fuses.ts";

/** Makes it for one platform at `folder`, in place of whatever is there. */
export function makeStubElectron(folder: string, system: "linux" | "win32"): void {
  rmSync(folder, { recursive: true, force: true });
  for (const inner of ["resources", "locales"]) mkdirSync(join(folder, inner), { recursive: true });
  const binary = join(folder, system === "win32" ? "electron.exe" : "electron");
  const start = system === "win32" ? emptyProgram() : Buffer.from(script);
  writeFileSync(binary, Buffer.concat([start, freshFuses(), Buffer.from("\n")]));
  chmodSync(binary, 0o755);
  const others = ["LICENSE", "LICENSES.chromium.html", "resources.pak", "icudtl.dat"];
  if (system === "linux") others.push("chrome-sandbox");
  for (const language of ["en-US", "en-GB", "de", "ja"]) others.push(`locales/${language}.pak`);
  for (const file of others) writeFileSync(join(folder, file), "");
}

const script = "#!/bin/sh\necho Not a real Electron\nexit 1\n#";

/** A Windows program without a line of code, but with the version resource that Electron's has. */
function emptyProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
