import { describe, expect, test } from "vitest";
import {
  contentSecurityPolicy,
  isPermitted,
  mayOpenFile,
  outsideAddress,
  staysInside,
  windowPolicy,
} from "./policy.ts";

describe("what may be opened outside", () => {
  test.each([
    "https://example.org/a?b#c",
    "http://example.org",
    "mailto:somebody@example.org",
    "HTTPS://EXAMPLE.ORG/",
  ])("%s is let through", (address) => {
    expect(outsideAddress(address)).not.toBeNull();
  });

  test.each([
    "file:///etc/passwd",
    "file://server/share",
    "\\\\server\\share",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>1</script>",
    "blob:https://example.org/1",
    "app://commonplace/",
    "ms-msdt:/id PCWDiagnostic",
    "search-ms:query=x",
    "smb://server/share",
    "ftp://example.org",
    "ssh://example.org",
    "vscode://file/x",
    "about:blank",
    "chrome://settings",
    "view-source:https://example.org",
    "//example.org",
    "example.org",
    "",
    "https://",
  ])("%j is not", (address) => {
    expect(outsideAddress(address)).toBeNull();
  });
});

test("only our own schemes stay inside", () => {
  expect(["app://commonplace/", "blob:app://x", "data:image/png;base64,"].every(staysInside)).toBe(
    true,
  );
  expect(
    ["https://example.org", "http://127.0.0.1", "ws://x", "file:///x", "ftp://x", "appx://y"].some(
      staysInside,
    ),
  ).toBe(false);
});

test("a page is given no permission but writing plain text to the clipboard", () => {
  const asked = [
    "media",
    "geolocation",
    "notifications",
    "midi",
    "openExternal",
    "clipboard-read",
    "hid",
  ];
  expect(asked.filter(isPermitted)).toEqual([]);
  expect(isPermitted("clipboard-sanitized-write")).toBe(true);
});

test("every window is sandboxed, isolated and without Node", () => {
  expect(windowPolicy).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
});

test("the content security policy allows no script but ours and no eval", () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toContain("script-src 'self'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
});

test("an original is opened only when it is of a known kind that cannot run", () => {
  const known = ["pdf", "docx", "docm", "html", "js"];
  const asked = ["pdf", "docx", "html", "docm", "js", "exe", "sh", "bin", "desktop", "", "PDF"];
  expect(asked.filter((each) => mayOpenFile(each, known))).toEqual(["pdf", "docx", "html"]);
});
