/** Mailboxes: one mail behind the other, each after a line that begins with "From ". */
import { extensionOf, type Container } from "./format.ts";

export const mbox: Container = {
  id: "mbox",
  label: "Mailbox",
  extensions: ["mbox", "mbx"],
  mediaTypes: ["application/mbox"],
  importerVersion: 1,
  readsLarge: true,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 4_096)).toString("latin1");
    if (!/^(?:\xef\xbb\xbf)?From [^\n]*\d{4}[^\n]*\n>?[\w-]+[ \t]*:/.test(start)) return 0;
    const extension = extensionOf(name);
    if (mbox.extensions.includes(extension)) return 0.99;
    // One mail that was cut out of a mailbox is a mail.
    const next = /\r?\n\r?\nFrom [^\n]*\d{4}[^\n]*\n>?[\w-]+[ \t]*:/;
    return extension !== "eml" && next.test(Buffer.from(head).toString("latin1")) ? 0.97 : 0;
  },
  async open(file, room) {
    const { openMailbox } = await import("./mail/mbox-mails.ts");
    return openMailbox(file, room);
  },
};
