/** Reading JSON whose writer is not trusted. */

/** The value of a JSON text; null for text that is none, and for nesting that the parser gives up on. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
