/** Every request that any page makes: answered by the app's own schemes, or refused and noted. */
import { browser } from "./browser.ts";
import { collect } from "./large-messages.ts";
import { debug, note } from "./record.ts";
import { fromShown, handlerOf, toShown, type SchemeHandler } from "./schemes.ts";
import { defaultSession } from "./session.ts";

/** A request that waits for our word. */
interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
}

/** Whether a frame may load a document; false stops it. */
export type NavigationGuard = (frameId: string, address: string) => boolean;

const own = /^(blob|data|devtools|about|chrome):/;

/** Starts to answer. Covers pages, frames in other processes and workers: it asks the browser itself. */
export async function answerRequests(mayNavigate: NavigationGuard): Promise<void> {
  const { send, on } = browser().connection.browser;
  on("Fetch.requestPaused", (paused) => {
    answer(paused, mayNavigate).catch((error: unknown) => {
      debug("request", paused.request.url, error);
      return fail(paused, "Failed");
    });
  });
  await send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
}

async function answer(paused: Paused, mayNavigate: NavigationGuard): Promise<unknown> {
  const address = fromShown(paused.request.url);
  const message = collect(paused.request.url);
  if (message !== null) return respond(paused, 200, [], Buffer.from(message));
  if (paused.resourceType === "Document" && !mayNavigate(paused.frameId, address))
    return fail(paused, "Aborted");
  const allowed = await defaultSession.allows({
    id: paused.requestId,
    url: address,
    method: paused.request.method,
    resourceType: paused.resourceType === "Document" ? "mainFrame" : paused.resourceType,
  });
  const handler = handlerOf(address);
  if (handler && allowed) return fulfil(paused, address, handler);
  if (own.test(address)) return send("Fetch.continueRequest", { requestId: paused.requestId });
  note("network", address);
  return fail(paused, "BlockedByClient");
}

/**
 * No document of ours opens a window: Chromium tells of the attempt (Page.windowOpen) and refuses. To
 * close such a window once it is there would come too late: the page would wait for it.
 */
const withoutPopups =
  "sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads";

async function fulfil(paused: Paused, address: string, handler: SchemeHandler): Promise<unknown> {
  const { method, headers, postData } = paused.request;
  const request = new Request(toShown(address), {
    method,
    headers,
    ...(postData === undefined ? {} : { body: postData }),
  });
  Object.defineProperty(request, "url", { value: address });
  const response = await handler(request);
  const body = Buffer.from(await response.arrayBuffer());
  if (paused.resourceType === "Document")
    response.headers.append("content-security-policy", withoutPopups);
  const answered = [...response.headers].map(([name, value]) => ({ name, value }));
  return respond(paused, response.status, answered, body);
}

const respond = (
  { requestId }: Paused,
  responseCode: number,
  responseHeaders: { name: string; value: string }[],
  body: Buffer,
): Promise<unknown> =>
  send("Fetch.fulfillRequest", {
    requestId,
    responseCode,
    responseHeaders,
    body: body.toString("base64"),
  });

const fail = (
  { requestId }: Paused,
  errorReason: "Aborted" | "BlockedByClient" | "Failed",
): Promise<unknown> =>
  // A page that has gone in the meantime has taken its requests with it.
  send("Fetch.failRequest", { requestId, errorReason }).catch((error: unknown) => debug(error));

const send: ReturnType<typeof browser>["connection"]["browser"]["send"] = (method, params) =>
  browser().connection.browser.send(method, params);
