import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRest } from "./rest.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("runs once after the last touch, however many there were", () => {
  const run = vi.fn<() => void>();
  const { touch } = createRest(250, run);
  for (let at = 0; at < 1_000; at += 100) {
    touch();
    vi.advanceTimersByTime(100);
  }
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(149);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(run).toHaveBeenCalledOnce();
});

it("runs again after it is touched again", () => {
  const run = vi.fn<() => void>();
  const { touch } = createRest(250, run);
  touch();
  vi.advanceTimersByTime(250);
  touch();
  vi.advanceTimersByTime(250);
  expect(run).toHaveBeenCalledTimes(2);
});

it("runs nothing once it is stopped", () => {
  const run = vi.fn<() => void>();
  const { touch, stop } = createRest(250, run);
  touch();
  stop();
  vi.advanceTimersByTime(1_000);
  expect(run).not.toHaveBeenCalled();
});
