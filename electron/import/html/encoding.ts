/** The encoding that a page declares for itself. */
import sniff from "html-encoding-sniffer";

/** As the HTML standard reads it, but looking further than 1,024 bytes; null when undeclared. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const undeclared = "none";
  const found: string = sniff(bytes, { defaultEncoding: undeclared, maxPrescanBytes: 65_536 });
  return found === undeclared ? null : found;
}
