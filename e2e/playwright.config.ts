import { defineConfig } from "@playwright/test";

/** Where a red test refuses a landing, patience is cheaper than a second run. */
const ci = process.env["CI"] === "true";

/** Whole-app tests: `npm run e2e`. `HEADED=1` shows the windows, `E2E_RUNTIME` chooses (fixture.ts). */
export default defineConfig({
  testDir: ".",
  testMatch: ["*.spec.ts", "standin/*.spec.ts"],
  outputDir: "../test-results",
  fullyParallel: true,
  workers: ci ? 1 : 2,
  // A busy machine may starve a browser for seconds. What needed another try is named in the log.
  retries: ci ? 2 : 1,
  forbidOnly: ci,
  timeout: 120_000,
  expect: { timeout: ci ? 30_000 : 15_000 },
  reporter: "list",
  use: { trace: "retain-on-failure" },
});
