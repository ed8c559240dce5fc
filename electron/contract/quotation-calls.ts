import { z } from "zod";
import { gives } from "./call.ts";
import type { FoundQuotation } from "./quotation-entities.ts";

/** Calls on words that someone wrote in quotation marks. */
export const quotationCalls = {
  /** Where in the notebook they come from; null when they do not, or too few of them do. */
  "quotations.find": gives<FoundQuotation | null>()(
    z.strictObject({ text: z.string().max(100_000) }),
  ),
} as const;
