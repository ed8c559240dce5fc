/** Language tags as files write them. */

/** A BCP 47 tag in canonical form; null when the text is none. */
export function languageTag(text: string): string | null {
  const written = text.trim().replaceAll("_", "-").replace(/\..*$/, "");
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(written)) return null;
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
