/** What the tables of calls are made of: a call, and the schemas that many of them share. */
import { z } from "zod";
import { clipColors, importFilters } from "../entities.ts";

export const id = z.string().max(64);
export const line = z.string().max(2_000);
export const text = z.string().max(1_000_000);
export const offset = z.int().min(0).max(0x7fffffff);
export const color = z.enum(clipColors);
export const tagName = z.string().max(200);
export const nothing = z.strictObject({});
export const target = z.strictObject({ kind: z.enum(["note", "article", "clip"]), id });
export const headingRef = z.strictObject({ id, words: line });
export const reportLines = { job: id, filter: z.enum(importFilters), words: line };
export const page = { offset: offset, limit: z.int().min(1).max(500) };

/** A call: what it takes, and (in its type only) what it gives. */
export interface Call<Schema extends z.ZodType, Result> {
  readonly input: Schema;
  readonly result?: Result;
}
/** Names what a call gives, then takes the schema of what it takes. */
export const gives =
  <Result>() =>
  <Schema extends z.ZodType>(input: Schema): Call<Schema, Result> => ({ input });
