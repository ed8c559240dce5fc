/** What a window and a request may do, as values: security.ts applies them, tests hold us to them. */

/** The only origin a window ever shows. */
export const origin = "app://commonplace";

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Only what is pasted is made into markup, for a parser that runs nothing (renderer/notes/paste.ts).
  "require-trusted-types-for 'script'",
  "trusted-types commonplace-paste",
].join("; ");

/** For every window, beside its preload script. */
export const windowPolicy = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
  plugins: false,
  disableBlinkFeatures: "Auxclick",
} as const;

/** Chromium's switches against requests of its own, with values where they take one. */
export const offlineSwitches: readonly (readonly [name: string, value?: string])[] = [
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
  ["no-pings"],
  ["dns-prefetch-disable"],
];

/** Whether a request stays inside the app; all others are cancelled. */
export function staysInside(url: string): boolean {
  return /^(?:app|blob|data|devtools):/i.test(url);
}

/** The one permission a page ever gets: writing plain clipboard contents. */
export function isPermitted(permission: string): boolean {
  return permission === "clipboard-sanitized-write";
}

/** The address, parsed, if it may be opened outside; null for any other scheme or for nonsense. */
export function outsideAddress(address: string): URL | null {
  const url = URL.parse(address);
  return url && ["https:", "http:", "mailto:"].includes(url.protocol) ? url : null;
}

/**
 * Kinds of files that a system may run when it is asked to open them, or that carry programs. None of
 * them can be imported for what it is, but anything can be called so.
 */
const runnable = new Set(
  (
    "app apk appimage applescript bat bin cmd com command cpl csh deb desktop dll dmg docm dotm exe " +
    "gadget hta inf iso jar js jse ksh lnk mjs msc msi msp osx out pif pkg pl potm ppam ppsm pptm " +
    "ps1 py rb reg rpm run scf scpt scr sh svg swf sys terminal tool url vb vbe vbs webloc workflow " +
    "ws wsc wsf wsh xlam xlsm xltm zsh"
  ).split(" "),
);

/**
 * Whether a stored file may be handed to the system's program for it, by its extension (lower case,
 * without the dot): only kinds that can be imported, and none that might run.
 */
export function mayOpenFile(extension: string, known: readonly string[]): boolean {
  return known.includes(extension) && !runnable.has(extension);
}
