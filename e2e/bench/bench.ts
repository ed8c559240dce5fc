/**
 * `npm run bench [-- NAME…]`: each measure against a peer or a floor measured in the same run, by
 * turns. Look at the ratios; the times are those of this machine, today.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { importing } from "./importing.ts";
import { table, type Row } from "./measure.ts";
import { openingNotes } from "./opening-notes.ts";
import { quoting } from "./quoting.ts";
import { reading } from "./reading.ts";
import { responding } from "./responding.ts";
import { suggesting } from "./suggesting.ts";
import { searching } from "./searching.ts";
import { typingAmongQuotes } from "./typing-quotes.ts";
import { typing } from "./typing.ts";

const measures: Readonly<Record<string, (place: string) => Promise<readonly Row[]>>> = {
  import: async (place) => [
    ...(await importing(place)),
    ...(await responding(join(place, "window"))),
  ],
  search: searching,
  suggest: suggesting,
  quote: quoting,
  read: async (place) => [...(await reading(place)), ...(await openingNotes(join(place, "notes")))],
  type: async (place) => [
    ...(await typing(place)),
    ...(await typingAmongQuotes(join(place, "quotes"))),
  ],
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) {
  console.error(
    `Expected names among ${Object.keys(measures).join(", ")}, not ${unknown.join(", ")}`,
  );
  process.exit(2);
}

// Beside the build rather than in the system's folder for temporary files, which may be in memory.
const out = join(import.meta.dirname, "../../out");
mkdirSync(out, { recursive: true });
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`${name} …`);
  const place = mkdtempSync(join(out, "bench-"));
  try {
    rows.push(...(await measure(place)));
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}
console.log(`\n${table(rows)}`);
