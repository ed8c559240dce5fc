declare module "html-encoding-sniffer" {
  /** The canonical encoding name by mark, declaration or default. */
  export default function sniff(
    bytes: Uint8Array,
    options?: { readonly defaultEncoding?: string; readonly maxPrescanBytes?: number },
  ): string;
}
