/**
 * Custom schemes. Stock Chromium refuses to navigate to a scheme that it does not know, so `app://host/x`
 * is shown to it as `https://host.app.standin.invalid/x`: a secure context with an origin of its own, in a
 * domain that is reserved and never resolved. Main sees and says `app://` everywhere.
 */
import { strict } from "./strict.ts";

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

const domain = "standin.invalid";
const registered = new Set<string>();
const handlers = new Map<string, SchemeHandler>();

/** How Chromium spells an address of ours; other addresses are left alone. */
export function toShown(address: string): string {
  const parts = /^([a-z][\w+.-]*):\/\/([^/?#]+)(.*)$/i.exec(address);
  const [, scheme, host, rest] = parts ?? [];
  if (!scheme || !registered.has(scheme)) return address;
  return `https://${host}.${scheme}.${domain}${rest?.startsWith("/") ? "" : "/"}${rest}`;
}

/** How main spells an address that Chromium shows; other addresses are left alone. */
export function fromShown(shown: string): string {
  const parts = /^https:\/\/([^/]+)\.([\w+-]+)\.standin\.invalid(?:\/(.*))?$/is.exec(shown);
  return parts ? `${parts[2]}://${parts[1]}/${parts[3] ?? ""}` : shown;
}

/** Who answers requests for an address; null when nobody has taken its scheme. */
export function handlerOf(address: string): SchemeHandler | null {
  return handlers.get(address.slice(0, address.indexOf(":"))) ?? null;
}

/** Electron's `protocol`. */
export const protocol = strict("protocol", {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of schemes) registered.add(scheme);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!registered.has(scheme))
      throw new Error(`stand-in: the scheme '${scheme}' was not registered as privileged`);
    if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' has been intercepted.`);
    handlers.set(scheme, handler);
  },
});
