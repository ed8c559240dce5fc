/** Mails, mailboxes and links through the whole import. */
import { statSync, truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testImporting } from "./test-importing.ts";

const { notebook, write, take, articles } = testImporting("mails");

const mail = (subject: string, body: string, ...more: readonly string[]): string =>
  [
    "From: Ann Holm <ann@harbour.example>",
    `Subject: ${subject}`,
    "Date: Tue, 4 Jun 2019 10:00:00 +0200",
    `Message-ID: <${subject.replace(/\W/g, "")}@harbour.example>`,
    "MIME-Version: 1.0",
    ...more,
    "",
    body,
  ].join("\r\n");

const attached = (name: string, type: string, content: string): string =>
  [
    "--cut",
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${name}"`,
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(content, "latin1").toString("base64"),
  ].join("\r\n");

const withAttachments = mail(
  "Minutes",
  [
    "--cut\r\nContent-Type: text/plain\r\n\r\nThe minutes are attached.",
    attached("minutes.md", "text/markdown", "# Minutes of June\n\nThe quay was discussed."),
    attached("../evil.html", "text/html", "<h1>Tides</h1><p>The tide tables of June.</p>"),
    attached("invitation.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR"),
    attached("chart.png", "image/png", "\x89PNG\r\n\x1a\nxxxx"),
    attached("", "message/rfc822", mail("Before", "What was said before.")),
    "--cut--",
  ].join("\r\n"),
  "Content-Type: multipart/mixed; boundary=cut",
);

test("attachments that can be read are articles of their own, and the mail names them and the others", async () => {
  const { status, items } = await take([write("week.eml", withAttachments)]);
  expect(status).toEqual({
    "week.eml": "imported",
    "week.eml/minutes.md": "imported",
    "week.eml/-evil.html": "imported",
    "week.eml/forwarded mail.eml": "imported",
  });
  const notes = items.find(({ file }) => file === "week.eml")?.warnings.join("\n") ?? "";
  expect(notes).toMatch(/3 attachments were imported .*minutes\.md/);
  expect(notes).toMatch(/2 attachments were left out: invitation\.ics, chart\.png\./);
  expect(articles().map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Minutes", "Minutes of June", "Before"]),
  );
  expect(await notebook().check()).toMatchObject({ ok: true, checked: { articles: 4 } });
});

test("a mail that is here already is opened for what an import cut short may have missed", async () => {
  const place = write("twice.eml", withAttachments);
  await take([place]);
  const { status } = await take([place]);
  expect(new Set(Object.values(status))).toEqual(new Set(["duplicate"]));
  expect(Object.keys(status)).toHaveLength(4);
});

test("a mail of attachments only says that it has no text, and they are imported", async () => {
  const body = `${attached("only.txt", "text/plain", "Only\n\nThe words of it.")}\r\n--cut--`;
  const only = mail("Only", body, "Content-Type: multipart/mixed; boundary=cut");
  const { status } = await take([write("only.eml", only)]);
  expect(status["only.eml"]).toMatch(/no text in this mail/);
  expect(status["only.eml/only.txt"]).toBe("imported");
});

const envelope = "From ann@harbour.example Tue Jun  4 10:00:00 2019\r\n";
const quoted =
  "He wrote:\r\n>From here it is far.\r\n>>From there too.\r\n\r\nFrom now on, nothing.";

test("each mail of a mailbox is an article, and lines that begin with From are what they were", async () => {
  const box = [
    mail("First / one", quoted),
    mail("=?utf-8?q?Z=C3=A4hlung?=", "The second mail."),
    mail("", "x"),
  ]
    .map((each) => `${envelope}${each}\r\n\r\n`)
    .join("");
  const { status } = await take([write("all.mbox", box)]);
  expect(status).toEqual({
    "all.mbox/1 First one.eml": "imported",
    "all.mbox/2 Zählung.eml": "imported",
    "all.mbox/3.eml": "imported",
  });
  const first = articles().find(({ title }) => title.startsWith("First"));
  const text = JSON.stringify(notebook().articles.get({ id: first?.id ?? "" })?.blocks);
  expect(text).toContain("From here it is far.");
  expect(text).toContain("From now on, nothing.");
  expect(text).not.toContain(">>From");
});

test("a mailbox above the limit of files is read piece by piece", async () => {
  const place = write("large.mbox", `${envelope}${mail("One", "The first mail.")}\r\n\r\n`);
  // A stretch of nothing between two mails, which belongs to the first and is no text of it.
  truncateSync(place, 220 * 1024 * 1024);
  writeFileSync(place, `\r\n\r\n${envelope}${mail("Two", "The last mail.")}\r\n`, { flag: "a" });
  expect(statSync(place).size).toBeGreaterThan(220 * 1024 * 1024);
  const { status } = await take([place]);
  expect(status["large.mbox/2 Two.eml"]).toBe("imported");
  expect(status["large.mbox/mail 1"]).toMatch(/too large: 220 MB|too large: 221 MB/);
});

test("a link becomes an article that says it is one", async () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x.dtd">
    <plist version="1.0"><dict><key>Other</key><string>x</string><key>URL</key>
    <string>https://harbour.example/a?b=1&amp;c=2</string></dict></plist>`;
  // {"URL": "https://tide.example/"} as macOS writes it.
  const binary = Buffer.concat([
    Buffer.from("bplist00\xd1\x01\x02SURL_\x10\x15https://tide.example/", "latin1"),
    Buffer.from([8, 11, 15]),
    Buffer.from([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3]),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 39]),
  ]);
  const { status, items } = await take([
    write("The harbour.webloc", xml),
    write("Tides.webloc", binary),
    write(
      "Moss.url",
      "[{000214A0}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nURL=http://moss.example/page\r\n",
    ),
    write("Run.url", "[InternetShortcut]\r\nURL=file:///C:/run.exe\r\n"),
    write("Empty.url", "[InternetShortcut]\r\n"),
  ]);
  expect(status).toMatchObject({
    "The harbour.webloc": "imported",
    "Tides.webloc": "imported",
    "Moss.url": "imported",
  });
  expect(status["Run.url"]).toMatch(/does not lead to a web page/);
  expect(status["Empty.url"]).toMatch(/no address/);
  expect(items.find(({ file }) => file === "Moss.url")?.warnings.join()).toMatch(/Only a link/);
  const urls = articles().map(({ id }) => notebook().articles.get({ id })?.url);
  expect(new Set(urls)).toEqual(
    new Set([
      "http://moss.example/page",
      "https://harbour.example/a?b=1&c=2",
      "https://tide.example/",
    ]),
  );
});
