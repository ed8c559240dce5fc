/** `out/`: main, preload and renderer by Vite, and the sample notebook. Builds what is stale. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { root, runNode, toolPath } from "./tools.ts";

interface Product {
  readonly name: string;
  /** Files and folders it is made of; newer than its stamp, and it is stale. */
  readonly sources: readonly string[];
  /** What Node is to run to make it, in out/ under its name. */
  readonly words: readonly string[];
}

const configuration = ["vite.config.ts", "package.json", "package-lock.json"];

const bundles = ["main", "preload", "renderer"].map((name): Product => ({
  name,
  sources: ["electron", ...(name === "renderer" ? ["renderer"] : []), ...configuration],
  words: [toolPath("vite"), "build", "--mode", name, "--logLevel", "warn"],
}));
const sampleScript = path.join("scripts", "sample.ts");
const sample: Product = {
  name: "sample",
  sources: ["electron", "resources/sample", sampleScript, "scripts/note-markdown.ts"],
  words: [sampleScript],
};

/** Builds whatever is older than its sources, or all of it. Throws when a part cannot be built. */
export async function build(wanted: "stale" | "all" = "stale"): Promise<void> {
  const products = [...bundles, sample];
  await make(wanted === "all" ? products : products.filter(isStale));
}

/** Builds the app's own code where it is stale; whether it was. Throws as `build` does. */
export async function buildBundles(): Promise<boolean> {
  const stale = bundles.filter(isStale);
  await make(stale);
  return stale.length > 0;
}

async function make(products: readonly Product[]): Promise<void> {
  for (const product of products) {
    console.log(`Building ${product.name} …`);
    rmSync(stampOf(product), { force: true });
    const startedAt = new Date();
    const { code } = await runNode(product.words, { output: "shown" });
    if (code !== 0) throw new Error(`Building ${product.name} failed`);
    stamp(product, startedAt);
  }
}

const stampOf = ({ name }: Product): string => path.join(root, "out", "built", name);

/** Says that a product is as new as its sources were when its building began. */
function stamp(product: Product, startedAt: Date): void {
  mkdirSync(path.dirname(stampOf(product)), { recursive: true });
  writeFileSync(stampOf(product), startedAt.toISOString());
}

function isStale(product: Product): boolean {
  const built = stampOf(product);
  if (!existsSync(built) || !existsSync(path.join(root, "out", product.name))) return true;
  const builtAt = Date.parse(readFileSync(built, "utf8"));
  return product.sources.some((source) => newestChange(path.join(root, source)) >= builtAt);
}

/** When a file, or anything in a folder, was last changed, in ms; tests do not make a build stale. */
function newestChange(place: string): number {
  const facts = statSync(place);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const inside = readdirSync(place)
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => newestChange(path.join(place, name)));
  return Math.max(facts.mtimeMs, ...inside);
}

if (import.meta.main) await build(process.argv.includes("--all") ? "all" : "stale");
