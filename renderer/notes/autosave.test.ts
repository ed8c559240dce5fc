import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAutosave, SaveRefused, type SaveState } from "./autosave.ts";

/** A thing being written and a place it is saved to, whose answers the test gives. */
function desk() {
  let text = "";
  const stored: string[] = [];
  const pending: { accept: () => void; fail: (error: Error) => void }[] = [];
  const states: string[] = [];
  const autosave = createAutosave(
    () => {
      const snapshot = text;
      return new Promise<void>((resolve, reject) => {
        pending.push({
          accept: () => {
            stored.push(snapshot);
            resolve();
          },
          fail: reject,
        });
      });
    },
    (state: SaveState) => states.push("reason" in state ? `failed: ${state.reason}` : state.state),
  );
  const answer = async (how: "accept" | Error) => {
    const next = pending.shift();
    if (!next) throw new Error("Expected a save to be under way");
    if (how === "accept") next.accept();
    else next.fail(how);
    await vi.advanceTimersByTimeAsync(0);
  };
  const type = (more: string) => {
    text += more;
    autosave.touch();
  };
  return { autosave, stored, pending, states, answer, type };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("autosave", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves 400 ms after the last key", async () => {
    const { type, pending } = desk();
    type("a");
    await pass(300);
    type("b");
    await pass(399);
    expect(pending).toHaveLength(0);
    await pass(1);
    expect(pending).toHaveLength(1);
  });

  it("saves every 2 s while keys keep coming", async () => {
    const { type, pending, answer, stored } = desk();
    for (let at = 0; at < 2_000; at += 100) {
      expect(pending).toHaveLength(0);
      type("x");
      await pass(100);
    }
    expect(pending).toHaveLength(1);
    await answer("accept");
    expect(stored).toEqual(["x".repeat(20)]);
  });

  it("says saved only once the save was acknowledged", async () => {
    const { type, states, answer } = desk();
    type("a");
    await pass(1_000);
    expect(states).toEqual(["saving"]);
    await answer("accept");
    expect(states).toEqual(["saving", "saved"]);
  });

  it("has one save under way at a time and then saves what came meanwhile", async () => {
    const { type, pending, answer, stored, states } = desk();
    type("a");
    await pass(400);
    type("b");
    await pass(1_000);
    expect(pending).toHaveLength(1);
    await answer("accept");
    expect(states.at(-1)).toBe("saving");
    expect(pending).toHaveLength(1);
    await answer("accept");
    expect(stored).toEqual(["a", "ab"]);
    expect(states.at(-1)).toBe("saved");
  });

  it("says that it is not saved when no answer comes for 2 s, and saved when it comes after all", async () => {
    const { type, states, answer } = desk();
    type("a");
    await pass(400 + 1_999);
    expect(states).toEqual(["saving"]);
    await pass(1);
    expect(states.at(-1)).toBe("failed: the notebook has not answered yet");
    await answer("accept");
    expect(states.at(-1)).toBe("saved");
  });

  it("saves what was typed while an answer was late", async () => {
    const { type, answer, stored } = desk();
    type("a");
    await pass(3_000);
    type("b");
    await answer("accept");
    await pass(400);
    await answer("accept");
    expect(stored).toEqual(["a", "ab"]);
  });

  it("tries again after a failure, ever more slowly, until it is durable", async () => {
    const { type, pending, answer, states, stored } = desk();
    type("a");
    await pass(400);
    await answer(new Error("the disk is full"));
    expect(states.at(-1)).toBe("failed: the disk is full");
    await pass(499);
    expect(pending).toHaveLength(0);
    await pass(1);
    await answer(new Error("the disk is full"));
    await pass(999);
    expect(pending).toHaveLength(0);
    await pass(1);
    await answer("accept");
    expect(stored).toEqual(["a"]);
    expect(states.at(-1)).toBe("saved");
  });

  it("does not try more often because someone types while saving fails", async () => {
    const { type, pending, answer, stored } = desk();
    type("a");
    await pass(400);
    for (const _ of [1, 2, 3]) {
      await answer(new Error("busy"));
      await pass(10_000);
    }
    await answer(new Error("busy"));
    type("b");
    await pass(3_999);
    expect(pending).toHaveLength(0);
    await pass(1);
    await answer("accept");
    expect(stored).toEqual(["ab"]);
  });

  it("tries at once when told to", async () => {
    const { autosave, type, answer, stored } = desk();
    type("a");
    await pass(400);
    await answer(new Error("busy"));
    autosave.retry();
    await answer("accept");
    expect(stored).toEqual(["a"]);
  });

  it("flushes at once, and once more for what is typed while it does", async () => {
    const { autosave, type, answer, stored } = desk();
    type("a");
    const flushed = autosave.flush();
    type("b");
    await answer("accept");
    await answer("accept");
    expect(await flushed).toBe(true);
    expect(stored).toEqual(["a", "ab"]);
  });

  it("flushes to true at once when nothing was written", async () => {
    const { autosave, pending } = desk();
    expect(await autosave.flush()).toBe(true);
    expect(pending).toHaveLength(0);
  });

  it("flushes to false when the save fails, and keeps trying", async () => {
    const { autosave, type, answer, stored } = desk();
    type("a");
    const flushed = autosave.flush();
    await answer(new Error("the disk is full"));
    expect(await flushed).toBe(false);
    await pass(500);
    await answer("accept");
    expect(stored).toEqual(["a"]);
  });

  it("never tries again by itself once refused, and keeps what was written", async () => {
    const { autosave, type, pending, answer, states, stored } = desk();
    type("a");
    await pass(400);
    await answer(new SaveRefused("it was changed elsewhere"));
    expect(autosave.state()).toEqual({ state: "refused", reason: "it was changed elsewhere" });
    type("b");
    expect(await autosave.flush()).toBe(false);
    await pass(60_000);
    expect(pending).toHaveLength(0);
    autosave.retry();
    await answer("accept");
    expect(stored).toEqual(["ab"]);
    expect(states.at(-1)).toBe("saved");
  });

  it("saves nothing after it was stopped", async () => {
    const { autosave, type, pending } = desk();
    type("a");
    autosave.stop();
    await pass(60_000);
    expect(pending).toHaveLength(0);
  });
});
