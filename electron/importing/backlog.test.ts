import { expect, test } from "vitest";
import { createBacklog } from "./backlog.ts";

test("writes are waited for only above the limit, and all of them in the end", async () => {
  const backlog = createBacklog(2);
  const writes = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const log: string[] = [];
  for (const { promise } of writes) void backlog.add(promise).then(() => log.push("taken"));
  await Promise.resolve();
  await Promise.resolve();
  expect(log).toEqual(["taken", "taken"]);
  const written = backlog.written().then(() => log.push("written"));
  for (const { resolve } of writes) resolve();
  await written;
  expect(log).toEqual(["taken", "taken", "taken", "written"]);
});

test("a write that failed is told to whoever adds the next, and in the end", async () => {
  const backlog = createBacklog(2);
  await backlog.add(Promise.reject(new RangeError("no room"))).catch(() => undefined);
  await expect(backlog.written()).rejects.toThrow("no room");
  await expect(backlog.add(Promise.resolve())).rejects.toThrow("no room");
});
