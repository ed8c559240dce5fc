/** Character references outside of a DOM. */
import { parseHTML } from "linkedom";

/** Text with `&amp;`, `&#8217;` and the like replaced by what they stand for. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  // linkedom's types speak of the DOM library, which this world does not have.
  const { document } = parseHTML(`<p>${text.replaceAll("<", "&lt;")}</p>`) as unknown as {
    readonly document: { querySelector(selector: string): { readonly textContent: string } | null };
  };
  return document.querySelector("p")?.textContent ?? text;
}
