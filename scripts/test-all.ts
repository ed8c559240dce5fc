/**
 * The second half of `npm test` (test.mjs): types, lint, format, build, unit tests, whole-app tests, and
 * with `--package` the package check. Goes on after a failure; the last line counts everything.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { report, runChecks } from "./check.ts";
import { ensureChromium, ensureDisplay } from "./chromium-setup.ts";
import { closingCount, playwrightCount, sum, vitestCount, type Count } from "./test-counts.ts";
import { runNode, toolPath } from "./tools.ts";

const results = mkdtempSync(path.join(os.tmpdir(), "commonplace-test-"));

/** A log is read without the colours that a terminal shows. */
const plain: Readonly<Record<string, string>> = process.stdout.isTTY ? {} : { NO_COLOR: "1" };

/** What a run without a readable result counts as: one thing that went wrong. */
const unread: Count = { passed: 0, failed: 1 };

/** Prints what is being run, runs it, and says how it went and how long it took. */
async function step(name: string, run: () => Promise<Count>): Promise<Count> {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const count = await run();
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${name}: ${count.passed} right, ${count.failed} wrong, ${seconds} s`);
  return count;
}

/** A program that fails must never count as well, whatever its report says. */
const judged = (code: number, count: Count): Count =>
  code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // The program ended before it wrote its report; its exit code says so too.
  }
}

async function checks(): Promise<Count> {
  const checked = await runChecks();
  console.log(checked.map(report).join("\n"));
  const failed = checked.filter(({ code }) => code !== 0).length;
  return { passed: checked.length - failed, failed };
}

async function build(): Promise<Count> {
  const { code } = await runNode(["scripts/build.ts"], { output: "shown" });
  return code === 0 ? { passed: 1, failed: 0 } : unread;
}

async function units(): Promise<Count> {
  const file = path.join(results, "vitest.json");
  const { code } = await runNode(
    [
      toolPath("vitest"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    { output: "shown", env: plain },
  );
  return judged(code, vitestCount(readJson(file)) ?? unread);
}

async function wholeApp(): Promise<Count> {
  const file = path.join(results, "playwright.json");
  const { code } = await runNode(
    [
      toolPath("@playwright/test", "playwright"),
      "test",
      "-c",
      "e2e/playwright.config.ts",
      "--reporter=list,json",
    ],
    { output: "shown", env: { ...plain, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return judged(code, playwrightCount(readJson(file)) ?? unread);
}

async function packages(): Promise<Count> {
  const { code, output } = await runNode(["scripts/package.ts"], { output: "kept" });
  console.log(output.trimEnd());
  return judged(code, closingCount(output) ?? unread);
}

for (const obstacle of [await ensureChromium(), await ensureDisplay()])
  if (obstacle) console.error(obstacle);
const counts = [
  await step("Types, lint, format", checks),
  await step("Build", build),
  await step("Unit tests", units),
  await step("Whole-app tests", wholeApp),
  ...(process.argv.includes("--package") ? [await step("Package", packages)] : []),
];
rmSync(results, { recursive: true, force: true });
const { passed, failed } = sum(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
