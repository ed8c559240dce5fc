/**
 * Large messages from main to a page. As the body of a response they cost the page a quarter
 * of what they cost it as an argument of a DevTools command, and a third less in all; the extra turn is
 * not worth it for small ones.
 */

/** In UTF-16 code units of the message's JSON; where the two ways were about even. */
export const largeLength = 60_000;

const waiting = new Map<string, string>();

/** Keeps a message until the page collects it; the path where it does, which only it is told. */
export function leave(message: string): string {
  const path = `/standin-message/${crypto.randomUUID()}`;
  waiting.set(path, message);
  return path;
}

/** The message that waits at an address; null when it is an ordinary request. */
export function collect(address: string): string | null {
  if (waiting.size === 0) return null;
  const { pathname } = new URL(address);
  const message = waiting.get(pathname) ?? null;
  waiting.delete(pathname);
  return message;
}
