import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appHandler } from "./protocol.ts";

const hash = "ab".repeat(32);
const secret = "not for the page";
let root = "";
let get: (url: string, method?: string) => Promise<Response>;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "commonplace-protocol-"));
  mkdirSync(path.join(root, "www/assets"), { recursive: true });
  writeFileSync(path.join(root, "www/index.html"), "<title>page</title>");
  writeFileSync(path.join(root, "www/assets/main.js"), "1");
  writeFileSync(path.join(root, "www/assets/main.js.map"), secret);
  writeFileSync(path.join(root, "secret.txt"), secret);
  writeFileSync(path.join(root, "picture.png"), "png bytes");
  const handler = appHandler(path.join(root, "www"), async (asked) =>
    asked === hash ? { path: path.join(root, "picture.png"), type: "image/png" } : null,
  );
  get = (url, method = "GET") => handler({ url, method });
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the app's scheme", () => {
  test("serves the page with its policy", async () => {
    const response = await get("app://commonplace/");
    expect(await response.text()).toContain("page");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("serves built files by their exact names", async () => {
    const response = await get("app://commonplace/assets/main.js?v=1");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/javascript");
  });

  test("serves pictures of the notebook by their hash", async () => {
    const response = await get(`app://commonplace/image/${hash}`);
    expect(await response.text()).toBe("png bytes");
    expect(response.headers.get("content-type")).toBe("image/png");
  });

  test.each([
    "app://commonplace/../secret.txt",
    "app://commonplace/..%2fsecret.txt",
    "app://commonplace/%2e%2e/secret.txt",
    "app://commonplace/..%5csecret.txt",
    "app://commonplace/..\\secret.txt",
    "app://commonplace//etc/passwd",
    "app://commonplace/assets/../../secret.txt",
    "app://commonplace/assets/main.js%00.png",
    "app://commonplace/ASSETS/main.js",
    "app://commonplace/assets/main.js.map",
    "app://commonplace/assets",
    "app://elsewhere/index.html",
    `app://commonplace/image/${"cd".repeat(32)}`,
    "app://commonplace/image/../secret.txt",
    `app://commonplace/image/${"a".repeat(100_000)}`,
  ])("answers %.60s with nothing", async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain(secret);
  });

  test("answers nothing but GET", async () => {
    expect((await get("app://commonplace/", "POST")).status).toBe(404);
  });
});
