/**
 * `npm run package`: builds the app and its sample notebook, packages it and inspects the result.
 *
 * Where Electron's binary can be had, the installers of this platform are made. Where it is not, the
 * unpacked app for Linux and for Windows is made around a stub, so that all but Electron itself is
 * proven. Either way the archive is looked into and its content run under the stand-in. The last line
 * counts the checks.
 */
import { build, Arch, Platform } from "electron-builder";
import { LinuxTargetHelper } from "app-builder-lib/out/targets/LinuxTargetHelper.js";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import config from "../electron-builder.config.ts";
import { checkPackage, type Checks } from "./check-package.ts";
import { checkPayload } from "./check-payload.ts";
import { build as buildApp } from "./build.ts";
import { fetchElectron } from "./electron-setup.ts";
import { notices } from "./notices.ts";
import { makeStubElectron } from "./stub-electron.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

const checks = { passed: 0, failed: 0 };
const check: Checks = async (claim, prove) => {
  try {
    await prove();
    checks.passed += 1;
    console.log(`ok      ${claim}`);
  } catch (error) {
    checks.failed += 1;
    console.log(`not ok  ${claim}\n${String(error).replaceAll(/^/gm, "        ")}`);
  }
};

rmSync(dist, { recursive: true, force: true });
await buildApp("all");
writeFileSync(join(root, "out/notices.txt"), notices());

if (fetchElectron()) await packageReal();
else await packageAroundStub();

console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed > 0 ? 1 : 0;

async function packageReal(): Promise<void> {
  const platform = Platform.current();
  const made = await build({ targets: platform.createTarget(), config, publish: "never" });
  await check("installers were made", () => {
    for (const file of made) if (!existsSync(file)) throw new Error(`${file} is missing`);
    if (made.length === 0) throw new Error("none");
  });
  // On a Mac the app is a bundle of another shape, which its installers are taken as proof of.
  if (process.platform !== "linux" && process.platform !== "win32") return;
  const suffix = process.arch === "x64" ? "" : `-${process.arch}`;
  const folder = `${process.platform === "win32" ? "win" : "linux"}${suffix}-unpacked`;
  await checkPackage(check, join(dist, folder), process.platform, process.arch);
  await checkPayload(check, join(dist, folder, "resources"), join(dist, "payload"));
}

async function packageAroundStub(): Promise<void> {
  console.log("Electron's binary cannot be had here: packaging around a stub, without installers.");
  const systems = [
    { system: "linux", platform: Platform.LINUX, folder: "linux-unpacked" },
    { system: "win32", platform: Platform.WINDOWS, folder: "win-unpacked" },
  ] as const;
  let desktopEntry = "";
  let mimeTypes = "";
  for (const { system, platform, folder } of systems) {
    const electronDist = join(dist, "stub", system);
    makeStubElectron(electronDist, system);
    await build({
      targets: platform.createTarget("dir", Arch.x64),
      publish: "never",
      config: {
        ...config,
        electronDist,
        async afterPack({ packager }) {
          if (system !== "linux") return;
          const helper = new LinuxTargetHelper(packager as never);
          desktopEntry = await helper.computeDesktopEntry(config.linux as never);
          mimeTypes = readFileSync((await helper.mimeTypeFiles) ?? "", "utf8");
        },
      },
    });
    await checkPackage(check, join(dist, folder), system, "x64");
  }
  await check("notebooks open with the app on a Linux desktop", () => {
    for (const line of [
      "Exec=/opt/Commonplace/commonplace %F",
      "MimeType=application/x-commonplace-notebook;",
      "Categories=Office;",
      "StartupWMClass=commonplace",
    ])
      if (!desktopEntry.includes(line)) throw new Error(`no “${line}” in\n${desktopEntry}`);
    if (!mimeTypes.includes('<glob pattern="*.commonplace"/>')) throw new Error(mimeTypes);
  });
  await checkPayload(check, join(dist, "linux-unpacked/resources"), join(dist, "payload"));
}
