/** Serves the window's files and a notebook's pictures under app://commonplace, and nothing else. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { contentSecurityPolicy } from "./policy.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};
const imageTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** Finds a picture by its hash; null when the open notebook has none of that hash. */
export type FindImage = (
  hash: string,
) => Promise<{ readonly path: string; readonly type: string } | null>;

/**
 * The handler for the app scheme. Which files there are is read once: a request is looked up in that
 * table, never turned into a path, so no spelling of a request can leave the folder.
 */
export function appHandler(
  folder: string,
  findImage: FindImage,
): (request: { readonly url: string; readonly method: string }) => Promise<Response> {
  const files = filesOf(folder);
  return async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    if (host !== "commonplace" || method !== "GET") return notFound();
    const image = /^\/image\/([0-9a-f]{64})$/.exec(pathname)?.[1];
    if (image) return imageResponse(await findImage(image));
    const file = files.get(pathname === "/" ? "/index.html" : pathname);
    return file ? fileResponse(file) : notFound();
  };
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && types[path.extname(entry.name)] !== undefined)
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [`/${path.relative(folder, file).split(path.sep).join("/")}`, file] as const;
      }),
  );
}

async function fileResponse(file: string): Promise<Response> {
  const type = types[path.extname(file)] ?? "application/octet-stream";
  return respond(await readFile(file), type);
}

async function imageResponse(
  image: { readonly path: string; readonly type: string } | null,
): Promise<Response> {
  if (!image || !imageTypes.includes(image.type)) return notFound();
  try {
    return respond(await readFile(image.path), image.type);
  } catch {
    return notFound(); // The picture's file was taken away; `check` reports it.
  }
}

const respond = (body: Buffer, type: string): Response =>
  new Response(new Uint8Array(body), { headers: headers(type) });

const notFound = (): Response =>
  new Response("Not found", { status: 404, headers: headers("text/plain") });

function headers(type: string): Record<string, string> {
  return {
    "content-type": type,
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-cache",
  };
}
