/** `npm run check`: types, lint, format. */
import { runNode, toolPath, type Ended } from "./tools.ts";

const tsc = toolPath("typescript", "tsc");

const checks: readonly (readonly [string, readonly string[]])[] = [
  ["types of electron", [tsc, "-p", "electron"]],
  ["types of renderer", [tsc, "-p", "renderer"]],
  ["types of e2e and scripts", [tsc, "-p", "e2e"]],
  ["lint", [toolPath("oxlint", "oxlint"), "--type-aware"]],
  ["format", [toolPath("oxfmt", "oxfmt"), "--check"]],
];

export interface Checked extends Ended {
  readonly name: string;
}

/** Runs every check, all at the same time; one that went wrong has a code other than 0. */
export function runChecks(): Promise<readonly Checked[]> {
  return Promise.all(
    checks.map(async ([name, words]) => ({
      name,
      ...(await runNode(words, { output: "kept" })),
    })),
  );
}

/** A line for a check that went well, its whole output for one that did not. */
export function report({ name, code, output }: Checked): string {
  return code === 0 ? `✓ ${name}` : `${output}\n✗ ${name}`;
}

if (import.meta.main) {
  const checked = await runChecks();
  console.log(checked.map(report).join("\n"));
  process.exitCode = checked.some(({ code }) => code !== 0) ? 1 : 0;
}
