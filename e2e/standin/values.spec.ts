import { expect } from "../fixture.ts";
import { test } from "./probe/test.ts";

test("values cross from page to main and back as structured clones", async ({ page }) => {
  const back = await page.evaluate(async () => {
    const value = await probe.echo({
      date: new Date(5),
      map: new Map([["a", new Set([1n])]]),
      missing: undefined,
      bytes: new Uint8Array([1, 2, 255]),
      view: new Float64Array([0.5]),
      buffer: new ArrayBuffer(3),
      numbers: [Number.NaN, -0, Infinity, 1.5],
      error: new RangeError("too far"),
      pattern: /a+/giu,
      text: 'é\u2028\u0000"\\\ud800',
      nested: [[{ x: null }]],
      $: "not a tag",
    });
    return {
      date: value.date instanceof Date && value.date.getTime(),
      map: value.map instanceof Map && value.map.get("a")?.has(1n),
      missing: "missing" in value && value.missing === undefined,
      bytes: value.bytes instanceof Uint8Array && [...value.bytes],
      view: value.view instanceof Float64Array && value.view[0],
      buffer: value.buffer instanceof ArrayBuffer && value.buffer.byteLength,
      numbers: value.numbers.map((each) => (Object.is(each, -0) ? "-0" : String(each))),
      error: value.error instanceof Error && `${value.error.name}: ${value.error.message}`,
      pattern: String(value.pattern),
      text: value.text,
      nested: value.nested,
      $: value.$,
    };
  });
  expect(back).toEqual({
    date: 5,
    map: true,
    missing: true,
    bytes: [1, 2, 255],
    view: 0.5,
    buffer: 3,
    numbers: ["NaN", "-0", "Infinity", "1.5"],
    error: "RangeError: too far",
    pattern: "/a+/giu",
    text: 'é\u2028\u0000"\\\ud800',
    nested: [[{ x: null }]],
    $: "not a tag",
  });
});

test("a key named __proto__ stays a key", async ({ page }) => {
  const keys = await page.evaluate(async () =>
    Object.keys(await probe.echo(JSON.parse('{"__proto__": {"polluted": true}}') as object)),
  );
  expect(keys).toEqual(["__proto__"]);
});

test("a message of 16 MB crosses both ways", async ({ page }) => {
  const same = await page.evaluate(async () => {
    const text = JSON.stringify({ text: 'a "quoted" line\n'.repeat(1_000_000) });
    return text.length > 16_000_000 && (await probe.echo(text)) === text;
  });
  expect(same).toBe(true);
});

test("what main throws reaches the page as Electron words it", async ({ page }) => {
  const message = (call: "fail" | "unknown") =>
    page.evaluate((name) => probe[name]().catch((error: Error) => error.message), call);
  expect(await message("fail")).toBe("Error invoking remote method 'fail': TypeError: on purpose");
  expect(await message("unknown")).toBe(
    "Error invoking remote method 'no such channel': Error: No handler registered for 'no such channel'",
  );
});

test("what cannot be cloned is refused", async ({ page }) => {
  const refused = await page.evaluate(async () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    const messages: string[] = [];
    for (const value of [() => 1, { deep: [Symbol.iterator] }, loop])
      try {
        await probe.echo(value);
      } catch (error) {
        messages.push((error as Error).message);
      }
    return messages;
  });
  expect(refused).toHaveLength(3);
  expect(refused[0]).toContain("could not be cloned");
  expect(refused[1]).toContain("could not be cloned");
});

test("events from main arrive in order until the listener is removed", async ({ page }) => {
  const ticks = await page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const got: unknown[] = [];
        const stop = probe.onTick((tick, bytes) => {
          got.push([tick, [...bytes]]);
          if (tick < 2) return;
          stop();
          resolve(got);
        });
      }),
  );
  expect(ticks).toEqual([
    [0, [0, 255]],
    [1, [1, 255]],
    [2, [2, 255]],
  ]);
});

test("the bridge copies values, keeps functions, drops prototypes and carries errors", async ({
  page,
}) => {
  const seen = await page.evaluate(() => {
    const thrown = () => {
      try {
        return probe.throwHere() as string;
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      thrown: thrown(),
      point: [Object.keys(probe.point()), "move" in probe.point()],
      big: String(probe.nested.deep.big),
      frozen: Object.isFrozen(probe) && Object.isFrozen(probe.nested.deep),
      forbidden: probe.forbidden,
      missing: probe.missing,
    };
  });
  expect(seen).toEqual({
    thrown: "thrown in the preload",
    point: [["x"], false],
    big: "42",
    frozen: true,
    forbidden: "module not found: fs",
    missing: "stand-in: ipcRenderer.sendSync is not there",
  });
});

test("the page sees nothing of the preload's world", async ({ page }) => {
  const seen = await page.evaluate(() =>
    ["standinSend", "standinReceive", "standinDropped", "require", "process", "module"].filter(
      (name) => name in globalThis,
    ),
  );
  expect(seen).toEqual([]);
});

test("main sees which page calls, under the app's own address", async ({ app, page }) => {
  await page.evaluate(() => probe.echo(1));
  expect(await app.evaluate(() => globalThis.probe.senders)).toEqual([
    { url: "app://probe/", isTop: true },
  ]);
});
