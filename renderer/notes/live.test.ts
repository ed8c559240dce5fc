import { describe, expect, it } from "vitest";
import { createLive } from "./live.ts";

/** A notebook of words, counting the questions asked. */
function shelf(words: Record<string, string>) {
  const asked: string[][] = [];
  const stale = new Set<() => void>();
  const live = createLive<string>({
    async fetch(keys) {
      asked.push([...keys]);
      return new Map(keys.flatMap((key) => (key in words ? [[key, words[key] ?? ""]] : [])));
    },
    onStale(refresh) {
      stale.add(refresh);
      return () => stale.delete(refresh);
    },
  });
  const change = (key: string, word: string) => {
    words[key] = word;
    for (const refresh of stale) refresh();
  };
  return { live, asked, change, stale };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("live facts", () => {
  it("asks once for all that is watched in one turn", async () => {
    const { live, asked } = shelf({ a: "A", b: "B" });
    const heard: (string | null)[] = [];
    live.watch("a", (value) => heard.push(value));
    live.watch("b", (value) => heard.push(value));
    live.watch("c", (value) => heard.push(value));
    await settle();
    expect(asked).toEqual([["a", "b", "c"]]);
    expect(heard).toEqual(["A", "B", null]);
  });

  it("tells only those whose value became another", async () => {
    const { live, change } = shelf({ a: "A", b: "B" });
    const heard: string[] = [];
    live.watch("a", (value) => heard.push(`a ${value}`));
    live.watch("b", (value) => heard.push(`b ${value}`));
    await settle();
    change("b", "B2");
    await settle();
    expect(heard).toEqual(["a A", "b B", "b B2"]);
  });

  it("hands out at once what was loaded ahead", async () => {
    const { live, asked } = shelf({ a: "A" });
    await live.load(["a"]);
    const heard: (string | null)[] = [];
    live.watch("a", (value) => heard.push(value));
    expect(heard).toEqual(["A"]);
    expect(asked).toEqual([["a"]]);
  });

  it("forgets what nobody watches and stops listening", async () => {
    const { live, stale } = shelf({ a: "A" });
    const stop = live.watch("a", () => {});
    await settle();
    expect(stale.size).toBe(1);
    stop();
    expect(live.peek("a")).toBeUndefined();
    expect(stale.size).toBe(0);
  });
});
