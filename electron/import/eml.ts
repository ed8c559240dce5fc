/** Mails saved as files. */
import { extensionOf, type Container } from "./format.ts";

export const eml: Container = {
  id: "eml",
  label: "E-mail",
  extensions: ["eml"],
  mediaTypes: ["message/rfc822"],
  importerVersion: 2,
  detect(head, name) {
    const start = Buffer.from(head.subarray(0, 32_768)).toString("latin1");
    const named = eml.extensions.includes(extensionOf(name));
    if (!/^(?:\s|\xef\xbb\xbf)*(?:[\w-]+[ \t]*:|From )/.test(start)) return named ? 0.3 : 0;
    const headers = start.split(/\r?\n\r?\n/, 1)[0] ?? "";
    const has = (names: string): boolean => new RegExp(`^(?:${names})[ \\t]*:`, "im").test(headers);
    if (named) return has("from|to|subject|date|received|mime-version|content-type") ? 0.96 : 0.3;
    // What programs write and people do not: a text that merely begins with "From:" is left to others.
    if (!has("from")) return 0;
    if (has("message-id|received|mime-version") && has("date|subject")) return 0.94;
    return ["to", "subject", "date"].every(has) ? 0.91 : 0;
  },
  async open(file, room) {
    const { openMail } = await import("./mail/eml-message.ts");
    return openMail(file, room, eml);
  },
};
