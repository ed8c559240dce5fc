import { expect, test } from "vitest";
import { createQueue } from "./queue.ts";

test("pieces come in the order in which they were added, those of a container first", async () => {
  const queue = createQueue<string>();
  queue.add(["archive", "last"]);
  expect(await queue.next()).toBe("archive");
  queue.addFirst(["one", "two"]);
  const rest = [await queue.next(), await queue.next(), await queue.next()];
  expect(rest).toEqual(["one", "two", "last"]);
});

test("a lane waits while another may still add, and all end together", async () => {
  const queue = createQueue<string>();
  queue.add(["archive"]);
  await queue.next();
  const lanes = [queue.next(), queue.next()];
  queue.addFirst(["inside"]);
  queue.done();
  expect(await lanes[0]).toBe("inside");
  queue.done();
  expect(await lanes[1]).toBeNull();
  expect(await queue.next()).toBeNull();
});

test("nobody goes home while the walk goes on", async () => {
  const queue = createQueue<number>();
  queue.begin();
  const lane = queue.next();
  queue.add([1]);
  expect(await lane).toBe(1);
  queue.done();
  const idle = queue.next();
  queue.done();
  expect(await idle).toBeNull();
});

test("a hundred thousand pieces pass through in no time", async () => {
  const queue = createQueue<number>();
  queue.add(Array.from({ length: 100_000 }, (_each, index) => index));
  let last = -1;
  for (let piece = await queue.next(); piece !== null; piece = await queue.next()) {
    expect(piece === last + 1).toBe(true);
    last = piece;
    queue.done();
  }
  expect(last).toBe(99_999);
});
