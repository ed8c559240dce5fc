/** Starts the Chromium that shows the windows, with every service of its own switched off. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { config } from "./config.ts";
import { connect, type Connection } from "./cdp.ts";

const quietFeatures = [
  "AutofillServerCommunication",
  "CertificateTransparencyComponentUpdater",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "InterestFeedContentSuggestions",
  "MediaRouter",
  "OptimizationGuideModelDownloading",
  "OptimizationHints",
  "Translate",
];

/** No request of Chromium's own; whatever a page asks for is answered by requests.ts. */
const quiet = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--dns-prefetch-disable",
  "--disable-background-networking",
  "--disable-breakpad",
  "--disable-client-side-phishing-detection",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-extensions",
  "--disable-field-trial-config",
  "--disable-quic",
  "--disable-search-engine-choice-screen",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  "--no-service-autorun",
  "--password-store=basic",
  "--use-mock-keychain",
  `--disable-features=${quietFeatures.join(",")}`,
  // Electron denies what no handler allows; nobody is there to ask.
  "--deny-permission-prompts",
];

/** Tests look at windows that are not in front. */
const steady = [
  "--headless=new",
  "--disable-gpu",
  "--hide-scrollbars=false",
  "--disable-backgrounding-occluded-windows",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--force-device-scale-factor=1",
];

const visible = ["--ozone-platform-hint=auto", "--class=Commonplace", "--disable-infobars"];

/** `--test-type` hides the bar that warns of `--no-sandbox`, which Chromium needs when root starts it. */
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox", "--test-type"] : [];

const flags = [
  `--user-data-dir=${config.profile}`,
  ...quiet,
  ...(config.headless ? steady : visible),
  ...asRoot,
];

export interface Browser {
  readonly process: ChildProcess;
  readonly connection: Connection;
}

let started: Browser | null = null;

/** The one Chromium, started when first asked for. */
export function browser(): Browser {
  return (started ??= startBrowser());
}

/** Starts Chromium without a window. It goes when the pipe to it closes, even if we are killed. */
function startBrowser(): Browser {
  const child = spawn(
    config.chromium,
    [
      ...flags,
      "--remote-debugging-pipe",
      ...(config.port ? ["--remote-debugging-port=0"] : []),
      "--no-startup-window",
    ],
    {
      // A group of its own: Ctrl+C in a terminal is main's to answer, which then closes the pipe.
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    },
  );
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints = (complaints + String(chunk)).slice(-2_000);
  });
  child.once("exit", (code) => {
    if (code) console.error(`stand-in: Chromium exited with ${code}\n${complaints}`);
  });
  // Chromium reads from its third descriptor and writes to its fourth.
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return { process: child, connection };
}

/** Asks the running Chromium for a window without tabs and address bar; it shows a blank page at first. */
export function openBareWindow(address: string, width: number, height: number): void {
  const messenger = spawn(
    config.chromium,
    [...flags, `--app=${address}`, `--window-size=${width},${height}`],
    { stdio: "ignore" },
  );
  messenger.unref();
}

/** Where Playwright can attach: Chromium writes its port into the profile once it listens. */
export async function endpoint({ process: chromium }: Browser): Promise<string> {
  const file = path.join(config.profile, "DevToolsActivePort");
  while (chromium.exitCode === null) {
    const text = await readFile(file, "utf8").catch(() => "");
    const [port, rest] = text.split("\n");
    if (port && rest) return `http://127.0.0.1:${port}`;
    await sleep(20);
  }
  throw new Error("stand-in: Chromium did not start");
}
