/** How long each process of the app is busy at a stretch while a thousand files are imported. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../standin/launch.ts";
import { fillNotebook } from "./app.ts";
import { articleLength, asPage, makeArticle, makeVocabulary, randomFrom } from "./generate.ts";
import { ms, type Row } from "./measure.ts";
import { watchTasks, type LongestTask } from "./page-tasks.ts";

const files = 1_000;
const seed = 20_260_117;
/** Longer than this a person feels. */
const goalMs = 50;

interface Delays {
  /** The longest time in which nothing else could run, in ms. */
  readonly waited: number;
  /** The longest of it that was spent computing. */
  readonly computed: number;
  readonly over50: number;
}

function writeArticles(folder: string): void {
  const vocabulary = makeVocabulary(30_000, seed);
  const random = randomFrom(seed);
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < files; n += 1)
    writeFileSync(
      join(folder, `article-${String(n).padStart(4, "0")}.html`),
      asPage(makeArticle(vocabulary, seed + n, articleLength(random))),
    );
}

/** Uses `place` for its files and leaves it to the caller. */
export async function responding(place: string): Promise<readonly Row[]> {
  const saved = join(place, "saved");
  const delays = join(place, "delays");
  const folder = join(place, "library");
  writeArticles(saved);
  mkdirSync(delays);
  await fillNotebook(folder, async () => undefined);
  const probe = pathToFileURL(join(import.meta.dirname, "delay-probe.mjs")).href;
  const app = await launch({
    appPath: join(import.meta.dirname, "../.."),
    args: [folder],
    env: {
      COMMONPLACE_USER_DATA: join(place, "data"),
      COMMONPLACE_DOCUMENTS: place,
      COMMONPLACE_DELAYS: delays,
      NODE_OPTIONS: `--import ${probe}`,
    },
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole("list", { name: "Sections" }).waitFor();
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, saved);
    const tasks = await watchTasks(page);
    await app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.getMenuItemById("import.folder")?.click(),
    );
    await page
      .getByRole("status")
      .filter({ hasText: /imported/ })
      .waitFor({ state: "attached", timeout: 600_000 });
    return rows(delays, await tasks());
  } finally {
    await app.close();
  }
}

function rows(folder: string, inPage: LongestTask): readonly Row[] {
  const written = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const known = written.map((name) => ({
    name,
    // Written by the probe.
    ...(JSON.parse(readFileSync(join(folder, name), "utf8")) as Delays),
  }));
  const row = (who: string, longest: number, told: string): Row => ({
    what: `Longest task of ${who}, 1,000 files`,
    ours: told,
    peer: `goal: ${goalMs} ms`,
    ratio: longest / goalMs,
  });
  const service = known.find(({ name }) => name.startsWith("service"));
  const importers = new Set(known.filter(({ name }) => /^(?:importer|worker)/.test(name)));
  const main = known.find((each) => each !== service && !importers.has(each));
  const inAll = ({ waited, computed }: LongestTask): string =>
    `${ms(computed)} computing (${ms(waited)} in all)`;
  const told = (delays: Delays): string => `${inAll(delays)}, ${delays.over50} over ${goalMs} ms`;
  return [
    ...(main ? [row("main", main.computed, told(main))] : []),
    ...(service ? [row("the service", service.computed, told(service))] : []),
    row("the window", inPage.computed, inAll(inPage)),
  ];
}
