import { expect, test } from "vitest";
import { closingCount, playwrightCount, sum, vitestCount } from "./test-counts.ts";

test("a test file that could not be loaded counts as a failure", () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      { status: "passed", assertionResults: [{}, {}, {}, {}] },
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(vitestCount(report)).toEqual({ passed: 4, failed: 2 });
});

test("errors outside tests are failures, what passed at a second try is none", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 0 }, errors: [{}] };
  expect(playwrightCount(report)).toEqual({ passed: 9, failed: 2 });
});

test("what is no report has no count", () => {
  expect(vitestCount(null)).toBeNull();
  expect(playwrightCount({ stats: {} })).toBeNull();
});

test("only the last line of an output counts", () => {
  expect(closingCount("1 passed, 2 failed\nok\n12 passed, 0 failed\n")).toEqual({
    passed: 12,
    failed: 0,
  });
  expect(closingCount("12 passed, 0 failed\nError: killed\n")).toBeNull();
});

test("counts add up", () => {
  const counts = [
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ];
  expect(sum(counts)).toEqual({ passed: 3, failed: 3 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});
