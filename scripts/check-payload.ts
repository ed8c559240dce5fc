/**
 * Runs what was packaged: the archive's content under the stand-in, as a packaged app with its own
 * resources, and its command line on plain Node.
 */
import { extractAll } from "@electron/asar";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { text } from "node:stream/consumers";
import { launch } from "../e2e/standin/launch.ts";
import { spawnMain } from "../e2e/standin/spawn.ts";
import { expectEqual, type Checks } from "./check-package.ts";

const run = promisify(execFile);

/** Takes the archive below `resources` apart into `payload` and uses it. */
export async function checkPayload(
  check: Checks,
  resources: string,
  payload: string,
): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), "commonplace-package-"));
  try {
    rmSync(payload, { recursive: true, force: true });
    extractAll(join(resources, "app.asar"), payload);
    await checkWindow(check, resources, payload, place);
    await checkWords(check, resources, payload, place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function checkWindow(
  check: Checks,
  resources: string,
  payload: string,
  place: string,
): Promise<void> {
  await check("the packaged app opens its sample notebook in a window", async () => {
    const app = await launch({
      appPath: payload,
      resourcesPath: resources,
      env: {
        COMMONPLACE_USER_DATA: join(place, "data"),
        COMMONPLACE_DOCUMENTS: join(place, "documents"),
      },
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole("button", { name: /sample notebook/i }).click();
      await page.getByRole("heading", { name: "A pen on the pier" }).first().waitFor();
      await page.getByText("You cannot mend a clock").first().waitFor();
      expectEqual(app.requests(), []);
      expectEqual(app.uncaught(), []);
    } finally {
      await app.close();
    }
  });
}

async function checkWords(
  check: Checks,
  resources: string,
  payload: string,
  place: string,
): Promise<void> {
  const env = { ...process.env, COMMONPLACE_USER_DATA: join(place, "words") };
  const say = async (...words: readonly string[]): Promise<readonly unknown[]> => {
    const { stdout } = await run(
      process.execPath,
      [join(payload, "out/main/cli.js"), ...words, "--json"],
      { env },
    );
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as unknown);
  };
  await check("the packaged command line imports, lists and finds", async () => {
    const notebook = ["--notebook", join(place, "Words")];
    const file = join(place, "harbour.txt");
    writeFileSync(file, "Harbour light\n\nThe lamp at the harbour mouth was lit at dusk.\n");
    const [imported] = await say("import", ...notebook, file);
    expectEqual((imported as { status: string }).status, "imported");
    const listed = await say("list", ...notebook);
    expectEqual(
      listed.map((row) => (row as { title: string }).title),
      ["Harbour light"],
    );
    const [hit] = await say("search", ...notebook, "lamp");
    expectEqual((hit as { kind: string }).kind, "article");
  });
  await check("the packaged command line checks the sample notebook", async () => {
    // A copy: opening a notebook writes to it, and what was packaged stays as it is.
    const copy = join(place, "Sample");
    cpSync(join(resources, "sample"), copy, { recursive: true });
    const [result] = await say("check", "--notebook", copy);
    expectEqual((result as { ok: boolean }).ok, true);
  });
  await check("the packaged program itself understands the same words", async () => {
    const { child, gone } = spawnMain({
      appPath: payload,
      resourcesPath: resources,
      args: ["list", "--json", "--notebook", join(place, "Words")],
      env,
      headless: true,
      port: false,
      stdio: "pipe",
    });
    if (!child.stdout) throw new Error("Expected to hear it");
    const said = await text(child.stdout);
    expectEqual([await gone, (JSON.parse(said) as { title: string }).title], [0, "Harbour light"]);
  });
}
