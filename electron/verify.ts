/** Checking a document: it is read as for an import, and each of its quotations is looked up. */
import path from "node:path";
import { NotebookError } from "./api.ts";
import type { Block, FoundQuotation, Verification, VerifiedQuotation } from "./entities.ts";
import { checkHarvest } from "./import/harvest.ts";
import type { Pool } from "./import/pool.ts";
import type { Notebook } from "./notebook/notebook.ts";
import {
  draftQuotations,
  type DraftQuotation,
  type QuotedText,
} from "./text/quotes/draft-quotations.ts";

/**
 * The quotations of a document on disk, which is read where it lies and not imported. Throws
 * `bad-request` with the reason when it cannot be read.
 */
export async function verifyFile(
  file: string,
  { notebook, pool }: { readonly notebook: Notebook; readonly pool: Pool },
): Promise<Verification> {
  const name = path.basename(file);
  const reading = await pool.read({
    name,
    path: file,
    folder: path.dirname(file),
    room: null,
    depth: 0,
  });
  if (!reading.ok)
    throw new NotebookError("bad-request", `${name}: ${reading.reason}`, reading.advice);
  const { articles } = checkHarvest(reading.harvest);
  if (articles.length === 0)
    throw new NotebookError(
      "bad-request",
      `${name}: There is no text in it that can be read.`,
      "Try it in another format.",
    );
  const blocks = articles.flatMap(({ draft }) => draft.blocks);
  return { file: name, quotations: await verifyBlocks(blocks, notebook) };
}

/** The quotations of a text that was read. Those within one that was found are part of it. */
export async function verifyBlocks(
  blocks: readonly Block[],
  notebook: Pick<Notebook, "quotations">,
): Promise<readonly VerifiedQuotation[]> {
  const quotations = draftQuotations(blocks);
  const passages: (FoundQuotation | null)[] = [];
  const verified: VerifiedQuotation[] = [];
  for (const quotation of quotations) {
    const { within, unsure } = quotation;
    const around = within === null ? null : (passages[within] ?? null);
    const best = around === null ? await bestFound(quotation, notebook) : null;
    const found = around ?? best?.found ?? null;
    // What may be no quotation hides none of those that stand in it, unless its words are true.
    passages.push(unsure && !isTrue(found) ? null : found);
    if (best === null || (unsure && found === null)) continue;
    const apart = isTrue(found) ? [] : await foundApart(quotation, notebook);
    verified.push(...(apart.length > 0 ? apart : [judged(quotation, best)]));
  }
  return verified;
}

/** What a quotation was found to be, in the reading that is nearest to the truth. */
interface Best {
  readonly text: string;
  readonly found: FoundQuotation | null;
}

const isTrue = (found: FoundQuotation | null) => found !== null && found.state !== "altered";

function judged({ block, start }: QuotedText, { text, found }: Best) {
  return { text, state: found?.state ?? "absent", found, in: { block, start } } as const;
}

/**
 * Paragraphs one after the other as quotations of their own; none when none of them is true and the last
 * was not even found.
 */
async function foundApart(
  { paragraphs }: DraftQuotation,
  notebook: Pick<Notebook, "quotations">,
): Promise<readonly VerifiedQuotation[]> {
  const apart: VerifiedQuotation[] = [];
  for (const each of paragraphs) apart.push(judged(each, await bestFound(each, notebook)));
  const last = apart.at(-1)?.found ?? null;
  return last !== null || apart.some(({ found }) => isTrue(found)) ? apart : [];
}

async function bestFound(
  { text, readings }: QuotedText,
  { quotations }: Pick<Notebook, "quotations">,
): Promise<Best> {
  let best: Best = { text, found: await quotations.find({ text }) };
  for (const other of readings) {
    if (isTrue(best.found)) break;
    const found = await quotations.find({ text: other });
    // One that goes on beyond the likeliest end may have run into the next quotation.
    const nearer = best.found === null && other.length < text.length;
    if (found !== null && (nearer || isTrue(found))) best = { text: other, found };
  }
  return best;
}
