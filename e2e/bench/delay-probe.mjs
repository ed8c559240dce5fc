/**
 * Loaded into every process of the app that is measured (`--import`): how long its event loop was not
 * free at once, and for how much of that it was computing. On a busy machine the second tells what is
 * ours. The longest of each is kept in a file named by what the process runs.
 */
import { renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const folder = process.env.COMMONPLACE_DELAYS;
if (folder) {
  const what = basename(process.argv[1] ?? "node").replace(/\W+/g, "-");
  const file = join(folder, `${what}-${process.pid}.json`);
  let longest = { waited: 0, computed: 0, over50: 0 };
  let at = performance.now();
  let cpu = process.cpuUsage();
  let saved = at;
  // A process that has just begun is loading its own code.
  const from = at + 3_000;
  setInterval(() => {
    const now = performance.now();
    const used = process.cpuUsage(cpu);
    const waited = now - at - 5;
    const computed = Math.min(waited, (used.user + used.system) / 1_000);
    cpu = process.cpuUsage();
    at = performance.now();
    if (now < from) return;
    longest = {
      waited: Math.max(longest.waited, waited),
      computed: Math.max(longest.computed, computed),
      over50: longest.over50 + (computed > 50 ? 1 : 0),
    };
    if (now - saved < 250) return;
    saved = now;
    // Whole at any moment: it may be read, and this process killed.
    writeFileSync(`${file}.new`, JSON.stringify(longest));
    renameSync(`${file}.new`, file);
  }, 5).unref();
}
