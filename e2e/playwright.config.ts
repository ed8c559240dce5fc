import { defineConfig } from "@playwright/test";

/** Whole-app tests: `npm run e2e`. `HEADED=1` shows the windows, `E2E_RUNTIME` chooses (fixture.ts). */
export default defineConfig({
  testDir: ".",
  testMatch: ["*.spec.ts", "standin/*.spec.ts"],
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  // A busy machine may starve a browser for seconds. What needed a second try is named in the log.
  retries: 1,
  forbidOnly: process.env["CI"] === "true",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: { trace: "retain-on-failure" },
});
