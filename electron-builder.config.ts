/** How the app is packaged, for every platform; scripts/package.ts runs it. */
import type { Configuration } from "electron-builder";

type System = "linux" | "darwin" | "win32";

/**
 * What goes into the archive. Each platform names all of it: a list of exclusions alone would ship
 * every file of the project. Of better-sqlite3 only its JavaScript and the one binary that fits go in.
 */
const filesFor = (system: System): string[] => [
  "package.json",
  "out/main/**/*.js",
  "out/preload/*.cjs",
  "out/renderer/**",
  "!out/**/*.map",
  "!node_modules/node-addon-api{,/**}",
  "!node_modules/better-sqlite3/{deps,src,README.md,binding.gyp}{,/**}",
  "!node_modules/better-sqlite3/lib/{darwin,linux,linuxmusl,win32}-*.js",
  `!node_modules/better-sqlite3/prebuilds/!(${system}-\${arch}).node`,
];

export default {
  appId: "invalid.commonplace.notebook",
  productName: "Commonplace",
  artifactName: "${name}-${version}-${os}-${arch}.${ext}",
  directories: { output: "dist", buildResources: "resources" },
  asar: { smartUnpack: false },
  asarUnpack: ["**/*.node"],
  npmRebuild: false,
  electronLanguages: ["en-US", "en-GB"],
  extraMetadata: { desktopName: "commonplace.desktop" },
  extraResources: [
    { from: "out/sample", to: "sample" },
    { from: "out/notices.txt", to: "NOTICES.txt" },
    { from: "LICENSE", to: "LICENSE.txt" },
  ],
  fileAssociations: [
    {
      ext: "commonplace",
      name: "Commonplace notebook",
      description: "Commonplace notebook",
      mimeType: "application/x-commonplace-notebook",
      role: "Editor",
      icon: "notebook-file",
    },
  ],
  linux: {
    files: filesFor("linux"),
    target: ["AppImage", "deb", "rpm", "tar.gz"],
    executableName: "commonplace",
    // Plain paths: without this, files are handed over as file:// addresses.
    executableArgs: ["%F"],
    syncDesktopName: true,
    category: "Office",
    synopsis: "Research notebook",
    icon: "icon.png",
    desktop: { entry: { Keywords: "notes;research;quotes;articles;" } },
  },
  win: {
    files: filesFor("win32"),
    target: [{ target: "nsis", arch: ["x64", "arm64"] }],
    icon: "icon.ico",
  },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    files: filesFor("darwin"),
    target: [
      { target: "dmg", arch: ["x64", "arm64"] },
      { target: "zip", arch: ["x64", "arm64"] },
    ],
    category: "public.app-category.productivity",
    icon: "icon.icns",
    hardenedRuntime: true,
  },
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    // Flipping breaks the signature without which Apple's own processors start nothing.
    resetAdHocDarwinSignature: true,
  },
  publish: null,
} satisfies Configuration;
