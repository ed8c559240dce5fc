/** Reads how many tests passed and failed from what the test runners report. */
import { z } from "zod";

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** From Vitest's JSON; a file that could not even be loaded is a failure. Null when it is no report. */
export function vitestCount(report: unknown): Count | null {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return null;
  const { numPassedTests, numFailedTests, testResults } = parsed.data;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/** From Playwright's JSON; what passed at a second try passed. Null when it is no report. */
export function playwrightCount(report: unknown): Count | null {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return null;
  const { stats, errors } = parsed.data;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** From the line `N passed, N failed` that ends an output. Null when it does not end so. */
export function closingCount(output: string): Count | null {
  const [, passed, failed] = /(?:^|\n)(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  if (passed === undefined || failed === undefined) return null;
  return { passed: Number(passed), failed: Number(failed) };
}

/** All of them together. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, { passed, failed }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
    }),
    { passed: 0, failed: 0 },
  );
}
