/** The report of an import on its way out of the app: to a file, whole or not at all, or as one text. */
import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { NotebookError } from "./api.ts";
import type { Requests } from "./messages.ts";
import { valueOf } from "./outcome.ts";
import type { Service } from "./service-process.ts";

type Lines = Omit<Requests["reportText"]["input"], "offset">;

/** The lines of a report as text, part by part, so that neither process is busy with it for long. */
export async function* reportParts(
  service: Pick<Service, "request">,
  lines: Lines,
): AsyncGenerator<string> {
  for (let offset: number | null = 0; offset !== null;) {
    const part: Requests["reportText"]["result"] = await partOf(service, { ...lines, offset });
    yield part.text;
    offset = part.next;
  }
}

/** All of it in one text, and how many lines that are. */
export async function wholeReport(
  service: Pick<Service, "request">,
  lines: Lines,
): Promise<{ readonly text: string; readonly total: number }> {
  const { total } = await partOf(service, { ...lines, offset: 0 });
  const texts: string[] = [];
  for await (const text of reportParts(service, lines)) texts.push(text);
  return { text: texts.join(""), total };
}

async function partOf(
  service: Pick<Service, "request">,
  input: Requests["reportText"]["input"],
): Promise<Requests["reportText"]["result"]> {
  return valueOf(await service.request("reportText", input));
}

/**
 * Writes parts one after the other, beside the place first and then, once all are on disk, there. What
 * lay there stays when anything fails, and so does the error thrown; those of the disk are `io`.
 */
export async function writeWhole(place: string, parts: AsyncIterable<string>): Promise<void> {
  const beside = path.join(path.dirname(place), `.${randomUUID()}.part`);
  try {
    const file = await open(beside, "wx");
    try {
      for await (const part of parts) await file.writeFile(part, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    if (error instanceof NotebookError) throw error;
    throw new NotebookError(
      "io",
      `${path.basename(place)} could not be written.`,
      "Choose another folder, or make room on the disk, and try again.",
    );
  }
}
