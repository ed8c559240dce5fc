/** Pages that are text from end to end, such as a chapter or a mail: read without a search for a main part. */
import { plain, type DraftBlock } from "../draft-blocks.ts";
import { nodeLimit } from "../format.ts";
import { readBlocks } from "./blocks.ts";
import { parseDocument, type DomDocument } from "./dom.ts";
import { decodeEntities } from "./entities.ts";
import { textOfHtml } from "./scan.ts";
import { tame } from "./tame.ts";

export interface WholePage {
  readonly blocks: readonly DraftBlock[];
  /** Whether parts lost their form: too many of them, or nested too deeply. */
  readonly simplified: boolean;
  /** As the page declares it; null when it does not. */
  readonly language: string | null;
}

/** Reads decoded HTML; `prepare` may change the page before its text is taken. */
export function readWhole(html: string, prepare?: (document: DomDocument) => void): WholePage {
  const tamed = tame(html, nodeLimit);
  if (tamed.nodes > nodeLimit) {
    const lines = decodeEntities(textOfHtml(html)).split("\n");
    const blocks = lines.map((text) => plain({ kind: "paragraph", text, marks: [] }));
    return { blocks, simplified: true, language: null };
  }
  const { document, flattened } = parseDocument(tamed.html);
  prepare?.(document);
  const root = document.documentElement;
  return {
    blocks: readBlocks(document.body),
    simplified: flattened > 0 || tamed.cut > 0,
    language: root.getAttribute("lang") ?? root.getAttribute("xml:lang"),
  };
}

/** What to tell of a page that was `simplified`. */
export const simplifiedWarning =
  "Parts of the text were nested too deeply or were too many; their text was kept without its form.";
