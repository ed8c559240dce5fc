import { expect, test } from "./fixture.ts";
import {
  articles,
  articleText,
  createNote,
  createNotebook,
  importFiles,
  openArticle,
  runCommand,
  writeFiles,
} from "./notebook-page.ts";

const filler =
  "<p>A paragraph of ordinary length, so that the page is taken for an article and not for a menu; it says nothing at all.</p>".repeat(
    6,
  );

const hostile = `<!doctype html><html><head><title>&lt;img src=x onerror=window.hit=1&gt; “Title”</title>
<meta name="author" content="<script>window.hit=2</script>"><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="stylesheet" href="https://evil.example/a.css"><style>@import url(https://evil.example/b.css);*{position:fixed}</style>
<script>window.hit=3</script><script src="https://evil.example/c.js"></script></head><body>
<article><h1>Hostile</h1>${filler}
<p onclick="window.hit=4" onmouseover="window.hit=5">Hover <a href="javascript:window.hit=6">script link</a>
<a href="file:///etc/passwd">file link</a> <a href="data:text/html,<script>window.hit=7</script>">data link</a>
<a href="https://example.org/page">plain link</a></p>
<img src="https://tracker.example/pixel.gif" alt="pixel"><img src=x onerror="window.hit=8">
<img src="file:///etc/passwd" alt="passwd"><svg onload="window.hit=9"><script>window.hit=10</script></svg>
<iframe src="https://evil.example/frame" srcdoc="<script>parent.hit=11</script>"></iframe>
<video src="https://evil.example/v.mp4" onerror="window.hit=12"></video><object data="https://evil.example/o"></object>
<form action="https://evil.example/f"><input name="q" autofocus onfocus="window.hit=13"></form>
<math><mtext><table><mglyph><style><img src=x onerror=window.hit=14></style></mglyph></table></mtext></math>
<template shadowrootmode="open"><p>From the shadow.</p></template>${filler}</article></body></html>`;

test("a hostile page becomes plain text: no script, no request, no way out", async ({
  app,
  page,
  documents,
}) => {
  const opened: string[] = [];
  await createNotebook(app, page, documents);
  await importFiles(
    app,
    page,
    writeFiles(documents, { [`x" onerror="window.hit=20.html`]: hostile }),
  );
  await articles(page).first().click();
  const text = articleText(page);
  await expect(text).toContainText("A paragraph of ordinary length");
  await expect(text).toContainText("From the shadow.");
  await runCommand(app, "import.reports");
  await expect(page.getByRole("dialog", { name: "Import reports" })).toContainText("onerror");
  await page.keyboard.press("Escape");
  await text.getByText("script link").hover();

  expect(await page.evaluate(() => (window as { hit?: number }).hit ?? null)).toBeNull();
  expect(
    await text
      .locator("script, iframe, object, embed, form, svg:not(.lucide), video, style, link")
      .count(),
  ).toBe(0);
  const addresses = await text
    .locator("[href], [src]")
    .evaluateAll((all) =>
      all.map((each) => each.getAttribute("href") ?? each.getAttribute("src") ?? ""),
    );
  expect(addresses.filter((each) => /^(javascript|file|data|vbscript):/i.test(each))).toEqual([]);
  await expect(text).toContainText("tracker.example");
  expect(opened).toEqual([]);
});

test("a link opens outside only after a dialog that names its host", async ({
  app,
  page,
  documents,
}) => {
  await app.evaluate(({ dialog, shell }) => {
    const seen = { asked: [] as string[], opened: [] as string[], answer: 1 };
    Object.assign(globalThis, { seen });
    dialog.showMessageBox = (async (_window: unknown, options: { message: string }) => {
      seen.asked.push(options.message);
      return { response: seen.answer, checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
    shell.openExternal = async (url) => void seen.opened.push(url);
  });
  type Seen = { asked: string[]; opened: string[]; answer: number };
  const seen = () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await createNotebook(app, page, documents);
  await importFiles(app, page, writeFiles(documents, { "links.html": hostile }));
  await articles(page).first().click();
  const link = articleText(page).getByText("plain link");
  await link.click();
  await expect
    .poll(async () => (await seen()).asked)
    .toEqual(["Open example.org outside Commonplace?"]);
  expect((await seen()).opened).toEqual([]);
  await app.evaluate(() => {
    (globalThis as unknown as { seen: Seen }).seen.answer = 0;
  });
  await link.click();
  await expect.poll(async () => (await seen()).opened).toEqual(["https://example.org/page"]);
});

test("a page cannot reach Node, another origin or a call that is not in the contract", async ({
  page,
}) => {
  const found = await page.evaluate(async () => {
    const bridge = (
      window as unknown as {
        commonplace: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
      }
    ).commonplace;
    const reached = await fetch("https://example.org/").then(
      () => true,
      () => false,
    );
    const calls = ["constructor", "__proto__", "toString", "notes.dropAll", "open"];
    const answers = await Promise.all(calls.map((name) => bridge.call(name, {})));
    const bad = await bridge.call("clips.create", { version: 7, start: -1, end: "x" });
    const done = (run: () => void) => {
      try {
        run();
        return true;
      } catch {
        return false;
      }
    };
    const script = document.createElement("script");
    return {
      keys: Object.keys(bridge).toSorted(),
      require: typeof (window as { require?: unknown }).require,
      process: typeof (window as { process?: unknown }).process,
      reached,
      refused: answers.every((each) => !each.ok) && !bad.ok,
      script: done(() => (script.textContent = "window.inlined = true")),
      markup: done(() => document.body.insertAdjacentHTML("beforeend", "<b>markup</b>")),
      opened: window.open("https://example.org/") !== null,
    };
  });
  expect(found).toEqual({
    keys: ["call", "importDropped", "on", "ready"],
    require: "undefined",
    process: "undefined",
    reached: false,
    refused: true,
    script: false,
    markup: false,
    opened: false,
  });
});

test("hostile titles stay words in every place that shows them", async ({
  app,
  page,
  documents,
}) => {
  const title = `<img src=x onerror="window.hit=1"> ‮evil‬ <b>bold</b>`;
  await createNotebook(app, page, documents);
  await importFiles(
    app,
    page,
    writeFiles(documents, {
      "t.md": `---\ntitle: '${title}'\nauthor: '<i>A</i>'\n---\n\nSome words of it.\n`,
    }),
  );
  await openArticle(page, "bold");
  await createNote(app, page, title);
  await page.keyboard.type("[[onerr");
  await expect(page.getByRole("option").filter({ hasText: "onerror" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("evil");
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("bold");
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  expect(await page.evaluate(() => (window as { hit?: number }).hit ?? null)).toBeNull();
  expect(await page.locator("img[src='x'], b:text('bold') >> nth=0").count()).toBeLessThanOrEqual(
    1,
  );
});
