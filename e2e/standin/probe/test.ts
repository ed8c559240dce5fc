/** The fixture for the stand-in's own tests: the probe instead of the product. */
import path from "node:path";
import { test as base } from "../../fixture.ts";
import type { ProbeState } from "./main.ts";

/** What the probe's preload puts into its page. */
export interface ProbeBridge {
  echo<Value>(value: Value): Promise<Value>;
  fail(): Promise<never>;
  unknown(): Promise<never>;
  onTick(listen: (tick: number, bytes: Uint8Array) => void): () => void;
  pathsOf(files: readonly File[]): string[];
  point(): object;
  throwHere(): never;
  readonly forbidden: string;
  readonly missing: string;
  readonly nested: { readonly deep: { readonly big: bigint } };
}

declare global {
  /** In the page it is the bridge, in main the state: `evaluate` says which is meant. */
  var probe: ProbeBridge & ProbeState;
}

export const test = base.extend({ appPath: import.meta.dirname, runtime: "standin" });
/** The folder of an app that is started wrongly on purpose. */
export const probeFolder = path.resolve(import.meta.dirname);
