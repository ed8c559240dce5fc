import { z } from "zod";
import { gives } from "./call.ts";
import type { Verification } from "./verification.ts";

/** Calls on documents whose quotations are checked; main answers them, for it alone knows places on disk. */
export const verifyCalls = {
  /**
   * Looks up the quotations of a document that the person chooses, or dropped last; null when there is
   * none. Refuses, with the reason, what cannot be read.
   */
  "verify.file": gives<Verification | null>()(z.strictObject({ from: z.enum(["dialog", "drop"]) })),
  /** While it is on, files dropped on the window are kept for `verify.file` instead of imported. */
  "verify.takeDrops": gives<null>()(z.strictObject({ on: z.boolean() })),
} as const;
