/** Mails and pages in one file: what belongs to them comes along, and nothing else is looked at. */
import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

async function read(name: string, content: string | Uint8Array): Promise<ArticleDraft> {
  const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  const readBeside = (): never => {
    throw new Error("Nothing beside an archive is part of it");
  };
  return checkDraft(await importFile({ name, bytes, readBeside }));
}
async function refusal(name: string, content: string): Promise<string> {
  try {
    await read(name, content);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("Expected a refusal");
}
const lines = (...all: readonly string[]): string => all.join("\r\n");
const words = "The ferry left at nine and came back at noon, with nobody on board. ".repeat(10);
const saved = (body: string, ...parts: readonly string[]): string =>
  lines(
    "From: <Saved by Blink>",
    "Snapshot-Content-Location: https://ferry.example/log/",
    "Subject: The ferry",
    "MIME-Version: 1.0",
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "Content-Location: https://ferry.example/log/",
    "",
    body,
    ...parts.flatMap((part) => ["--b", part]),
    "--b--",
  );
const mail = (...rest: readonly string[]): string =>
  lines(
    "From: Ann Lee <ann@x.example>",
    "Subject: Hello",
    "Date: 12 May 2015 10:00:00 GMT",
    ...rest,
  );

test("references to files and to the network stay references", async () => {
  const draft = await read(
    "ferry.mhtml",
    saved(
      `<article><p>${words}</p><p><img src="file:///etc/passwd"><img src="https://far.example/a.png" alt="far"><img src="cid:none@x"><img src="../up.png"></p>
       <p><a href="file:///etc/passwd">one</a> <a href="cid:none@x">two</a> <a href="javascript:run()">three</a> <a href="next.html">four</a></p><p>${words}</p>
       <script>run()</script><iframe src="file:///etc/shadow"></iframe></article>`,
      lines("Content-Type: image/png", "Content-Location: file:///etc/passwd", "", "root:x:0:0"),
    ),
  );
  expect(draft.images).toEqual([]);
  expect(draft.blocks.filter((block) => block.kind === "image")).toMatchObject([
    { hash: null, host: "far.example" },
    { hash: null, host: "ferry.example" },
  ]);
  const stored = JSON.stringify(draft.blocks);
  expect(stored).toContain("https://ferry.example/log/next.html");
  expect(stored).not.toMatch(/file:|cid:|javascript|run\(\)|root:/);
});

test("the page is the part that was saved, even when another comes first", async () => {
  const text = saved(`<p>${words}</p>`).replace(
    "--b\r\n",
    lines(
      "--b",
      "Content-Type: text/html",
      "Content-Location: https://ads.example/",
      "",
      `<p>Buy. ${words}`,
      "--b",
      "",
    ),
  );
  const draft = await read("ferry.mht", text);
  expect(canonicalText(draft.blocks)).toBe(words.trim());
  expect(draft).toMatchObject({ title: "The ferry", found: { title: "subject" } });
  expect(draft.warnings).toEqual(["1 frame of the page was left out: https://ads.example/."]);
});

test("a page saved by Internet Explorer is told from a mail by who saved it", async () => {
  const text = saved(`<p>${words}</p>`)
    .replace("<Saved by Blink>", '"Saved by Windows Internet Explorer 8"')
    .replace(/Snapshot.*\r\n/, "");
  expect(await read("page", text)).toMatchObject({
    importer: "mhtml",
    url: "https://ferry.example/log/",
  });
  expect((await read("page.mht", text.replace(/^From.*\r\n/, ""))).importer).toBe("mhtml");
});

test("pages without a page in them are refused", async () => {
  expect(await refusal("a.mhtml", saved("").replaceAll("text/html", "image/png"))).toMatch(
    /^There is no web page in this file/,
  );
  expect(await refusal("a.mhtml", saved("<p>x</p>").replaceAll("--b", "--c"))).toMatch(
    /^There is no web page in this file/,
  );
  expect(await refusal("a.mhtml", saved("<script>run()</script>"))).toMatch(
    /^There is no text in this page/,
  );
});

test("a page cut off in the middle keeps what is there", async () => {
  const text = saved(`<article><p>${words}</p></article>`);
  const draft = await read("a.mhtml", text.slice(0, text.indexOf("came back at noon") + 9));
  expect(canonicalText(draft.blocks)).toBe("The ferry left at nine and came back");
});

test("a text that looks a little like a mail stays a text, and a mail without its ending is a mail", async () => {
  expect(
    (await read("note.txt", "From: the harbour\nTo: the hill\n\nA walk of an hour.")).importer,
  ).toBe("text");
  expect((await read("note.md", "Title: A\nDate: B\n\nText.")).importer).toBe("markdown");
  const whole = mail("Message-ID: <a@b>", "", "Hello there.");
  expect(await read("mail.txt", whole)).toMatchObject({
    importer: "eml",
    byline: ["Ann Lee"],
    published: "2015-05-12T10:00:00Z",
  });
  expect((await read("mail", `From ann Thu May 12\r\n${whole}`)).importer).toBe("eml");
});

test("of the forms of a mail the one with the most form is read, once", async () => {
  const either = mail(
    "Content-Type: multipart/alternative; boundary=b",
    "",
    "--b",
    "",
    "As text.",
    "--b",
    "Content-Type: text/html",
    "",
    "<p>As a <b>page</b>.</p>",
    "--b",
    "Content-Type: text/calendar",
    "",
    "BEGIN:VCALENDAR",
    "--b--",
  );
  const draft = await read("a.eml", either);
  expect(canonicalText(draft.blocks)).toBe("As a page.");
  const both = either.replace("alternative", "mixed");
  expect(canonicalText((await read("a.eml", both)).blocks)).toBe("As text.\nAs a page.");
});

test("a picture shown between two texts stands between them, one that is attached does not", async () => {
  const picture = (disposition: string): readonly string[] => [
    "--b",
    "Content-Type: image/gif; name=lamp.gif",
    `Content-Disposition: ${disposition}; filename=lamp.gif`,
    "Content-Transfer-Encoding: base64",
    "",
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  ];
  const withPicture = (disposition: string): Promise<ArticleDraft> =>
    read(
      "a.eml",
      mail(
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "",
        "Before it.",
        ...picture(disposition),
        "--b",
        "",
        "After it.",
        "--b--",
      ),
    );
  const shown = await withPicture("inline");
  expect(shown.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "image", "paragraph"]);
  expect(shown.images).toHaveLength(1);
  expect(shown.warnings).toEqual([]);
  const attached = await withPicture("attachment");
  expect(attached.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "paragraph"]);
  expect(attached.warnings.join()).toContain("1 attachment was left out: lamp.gif");
});

test("attachments are named and never read", async () => {
  const draft = await read(
    "a.eml",
    mail(
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "",
      "See the files.",
      "--b",
      "Content-Type: text/plain",
      "Content-Disposition: attachment; filename=notes.txt",
      "",
      "Secret notes.",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "Subject: inner",
      "",
      "An older mail.",
      "--b",
      "Content-Type: application/pkcs7-signature; name=smime.p7s",
      "",
      "xx",
      "--b",
      'Content-Type: application/x-msdownload; name="..\\..\\run.exe"',
      "",
      "MZ",
      "--b--",
    ),
  );
  expect(canonicalText(draft.blocks)).toBe("See the files.");
  expect(draft.warnings).toEqual([
    "4 attachments were left out: notes.txt, a forwarded mail, smime.p7s, ....run.exe. Save them from your mail program to import them.",
  ]);
});

test("mails that cannot be read say why", async () => {
  expect(
    await refusal(
      "a.eml",
      mail(
        "Content-Type: multipart/encrypted; boundary=b",
        "",
        "--b",
        "Content-Type: application/octet-stream",
        "",
        "xx",
        "--b--",
      ),
    ),
  ).toMatch(/^This mail is encrypted\./);
  expect(await refusal("a.eml", mail("Content-Type: application/pkcs7-mime", "", "xx"))).toMatch(
    /^This mail is encrypted\./,
  );
  expect(await refusal("a.eml", mail("Content-Type: image/png", "", "xx"))).toMatch(
    /^There is no text in this mail\. Save its attachments/,
  );
  expect(
    await refusal("a.eml", mail("Content-Type: multipart/mixed; boundary=never", "", "xx")),
  ).toMatch(/cut off or damaged/);
});

test("wrapped lines of a mail are joined, those of a poem are not", async () => {
  const wrapped = lines(
    "The committee met on Tuesday and agreed, after four hours, that it",
    "would meet again; the minutes record no other decision than this,",
    "and the chairman has asked for them to be shortened. Nobody spoke",
    "against it, and nobody spoke for it either, which the secretary",
    "noted in pencil at the foot of the page, and later rubbed out",
    "again.",
  );
  const joined = canonicalText((await read("a.eml", mail("", wrapped))).blocks);
  expect(joined).toBe(wrapped.replaceAll("\r\n", " "));
  const poem = "Rain\r\non the roof\r\nof the ferry";
  expect(canonicalText((await read("a.eml", mail("", poem))).blocks)).toBe(
    "Rain\non the roof\nof the ferry",
  );
});

test("100,000 parts, and 1,000 containers within each other, end soon", async () => {
  const started = process.cpuUsage();
  const many = mail(
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b\r\n\r\nword\r\n".repeat(100_000),
  );
  const draft = await read("many.eml", many);
  expect(draft.warnings).toContain("The mail has more than 10,000 parts; the rest was left out.");
  const open = Array.from(
    { length: 1_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const deep = `From: a@b.example\r\nSubject: Deep\r\n${open.join("")}\r\nAt the bottom.`;
  expect(canonicalText((await read("deep.eml", deep)).blocks)).toBe("At the bottom.");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});

test("broken base64 and broken pictures cost themselves only", async () => {
  const draft = await read(
    "a.mhtml",
    saved(
      `<p>${words}<img src="a.png"></p><p>${words}</p>`,
      lines(
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://ferry.example/log/a.png",
        "",
        "iVBORw0K!!!!Gg@@",
      ),
    ),
  );
  expect(canonicalText(draft.blocks)).toContain("The ferry left at nine");
  expect(draft.images).toEqual([]);
});

test("control characters in the names of parts do not reach the report", async () => {
  const frame = lines(
    "Content-Type: text/html",
    "Content-Location: https://ads.example/a\0b\x07\x85",
    "",
    "<p>Buy.",
  );
  const draft = await read("a.mhtml", saved(`<p>${words}</p>`, frame));
  expect(draft.warnings[0]).toMatch(/^1 frame of the page was left out: https:\/\/ads\.example\/a/);
});
