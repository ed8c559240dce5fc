import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium } from "./e2e/standin/chromium.ts";

/** Two projects: logic in plain Node; what needs layout or a selection in a real browser. */
const executablePath = findChromium();
const ci = process.env["CI"] === "true";
/** A machine that is busy with other things may stand still for seconds. */
const patient = {
  testTimeout: ci ? 60_000 : 30_000,
  expect: { poll: { timeout: 15_000 } },
};
const properties = {
  setupFiles: ["./scripts/property-seed.ts"],
  provide: { propertySeed: Number(process.env["PROPERTY_SEED"] ?? 20_261_123) },
};
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          ...patient,
          ...properties,
          include: ["{electron,renderer,scripts,resources}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.browser.test.tsx"],
          environment: "node",
          // Tests that start processes share the machine with the others' processes.
          retry: ci ? 2 : 0,
        },
      },
      {
        plugins: [react()],
        // Loaded by the window when they are first needed; found that late, they would reload a test.
        optimizeDeps: {
          include: ["katex", "highlight.js/lib/core", "highlight.js/lib/languages/*"],
        },
        test: {
          name: "browser",
          ...patient,
          ...properties,
          include: ["renderer/**/*.browser.test.tsx"],
          // A busy machine may starve the browser for seconds.
          retry: ci ? 2 : 1,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
              },
            }),
            instances: [{ browser: "chromium", viewport: { width: 1280, height: 800 } }],
          },
        },
      },
    ],
  },
});
