/** What a PDF has besides the text of its pages. */
import type { PdfFile } from "./engine.ts";
import { Refusal } from "../format.ts";
import type { Page } from "./lines.ts";

/** What stands in for a form that only its own program can show. */
const placeholder =
  /please wait|eventually replaced|adobe reader 8|ouvrir ce document|bitte warten/i;

/**
 * A sentence for what was left out beside the pages. Throws `Refusal` for a form that shows nothing
 * but a request to wait.
 */
export async function besideNotes(
  file: PdfFile,
  info: { readonly [key: string]: unknown },
  pages: readonly Page[],
): Promise<readonly string[]> {
  const notes: string[] = [];
  if (info["IsXFAPresent"] === true) {
    const text = pages.flatMap(({ lines }) => lines.map((line) => line.text)).join(" ");
    if (text.length < 2_000 && placeholder.test(text)) {
      throw new Refusal(
        "It is a form of a kind (XFA) that only Adobe's programs can show.",
        "Open it there, print it to a new PDF and import that.",
      );
    }
    notes.push("It is a form (XFA) whose fields may hold more than was imported.");
  }
  const attached = await attachmentsOf(file);
  const files = attached === 1 ? "1 file" : `${attached.toLocaleString("en-US")} files`;
  if (info["IsCollectionPresent"] === true) {
    notes.push(`It is a portfolio of ${files}: only its cover was imported.`);
  } else if (attached > 0) {
    notes.push(`${files} attached to it ${attached === 1 ? "was" : "were"} left out.`);
  }
  return notes;
}

async function attachmentsOf(file: PdfFile): Promise<number> {
  try {
    // The type of pdf.js says `any`: an object by names, a map, or null.
    const attachments: unknown = await file.getAttachments();
    if (attachments instanceof Map) return attachments.size;
    return typeof attachments === "object" && attachments !== null
      ? Object.keys(attachments).length
      : 0;
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
}
