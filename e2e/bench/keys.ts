/** Pressing keys in a page, and what they cost it. */
import type { CDPSession, Page } from "playwright-core";
import { median, ms, type Row } from "./measure.ts";

/** What some keys cost. */
export interface Typed {
  /** From each key to the frame that shows it, in ms. */
  readonly latencies: readonly number[];
  /** What the page's main thread did for a key all told, in ms. */
  readonly workMs: number;
}

const letters = "abcdefg hij klmnop";

/** Types in the third of the paragraphs that `paragraph` selects, a key at a time, `restMs` held each. */
export async function typeSome(
  page: Page,
  paragraph: string,
  { keys = 60, restMs = 0 } = {},
): Promise<Typed> {
  await page.bringToFront();
  const typedIn = page.locator(paragraph).nth(2);
  const lengthBefore = (await typedIn.textContent())?.length ?? 0;
  await typedIn.click();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const heard = await listen(page);
  const before = await taskMs(session);
  for (let key = 0; key < keys; key++)
    await page.keyboard.press(letters[key % letters.length] ?? "a", { delay: restMs });
  const workMs = ((await taskMs(session)) - before) / keys;
  const latencies = await heard.evaluate(({ latencies, stop }) => {
    stop.abort();
    return latencies;
  });
  await session.detach();
  const typed = ((await typedIn.textContent())?.length ?? 0) - lengthBefore;
  if (typed !== keys) throw new Error(`Expected ${keys} letters, found ${typed}`);
  return { latencies, workMs };
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
}

/** Hears each key and when the frame that shows it has been handed over. */
function listen(page: Page) {
  return page.evaluateHandle(() => {
    const latencies: number[] = [];
    const stop = new AbortController();
    window.addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() =>
          setTimeout(() => latencies.push(performance.now() - timeStamp)),
        ),
      { capture: true, signal: stop.signal },
    );
    return { latencies, stop };
  });
}

/** Types `rounds` times in each page by turns, after once in each that does not count. */
export async function typeByTurns(
  rounds: number,
  ours: () => Promise<Typed>,
  peer: () => Promise<Typed>,
): Promise<TypedTwice> {
  await ours();
  await peer();
  const typed = { ours: [] as Typed[], peer: [] as Typed[] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) typed.ours.push(await ours());
    typed.peer.push(await peer());
    if (round % 2 === 1) typed.ours.push(await ours());
  }
  return typed;
}

/** Keys typed in two ways, by turns. */
interface TypedTwice {
  readonly ours: readonly Typed[];
  readonly peer: readonly Typed[];
}

/** The rows of a table for keys typed in two ways: the usual key, the slow one, and the work. */
export function rowsOfKeys(what: string, peer: string, typed: TypedTwice): readonly Row[] {
  const row = (measure: string, of: (rounds: readonly Typed[]) => number): Row => {
    const [ours, floor] = [of(typed.ours), of(typed.peer)];
    return {
      what: `${what}, ${measure}`,
      ours: ms(ours),
      peer: `${peer}: ${ms(floor)}`,
      ratio: ours / floor,
    };
  };
  return [
    row("key to frame", (rounds) => median(latencies(rounds))),
    row("key to frame, 95th of 100", (rounds) => slowest(latencies(rounds), 0.95)),
    row("work a key", (rounds) => median(rounds.map(({ workMs }) => workMs))),
  ];
}

/** One frame of a screen that shows 60 a second, in ms. */
const frameMs = 1_000 / 60;

/** The row that tells how many of the keys nobody would see any sooner: shown within a frame. */
export function rowOfFrames(what: string, peer: string, typed: TypedTwice): Row {
  const within = (rounds: readonly Typed[]) => {
    const all = latencies(rounds);
    const soon = all.filter((latency) => latency <= frameMs).length;
    return `${soon} of ${all.length} keys`;
  };
  return {
    what: `${what}, shown within a frame`,
    ours: within(typed.ours),
    peer: `${peer}: ${within(typed.peer)}`,
    ratio: null,
  };
}

const latencies = (rounds: readonly Typed[]) => rounds.flatMap((each) => each.latencies);

function slowest(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
