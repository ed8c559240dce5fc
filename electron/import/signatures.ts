/** The first bytes of containers that several formats live in, as Latin-1 text. */

export const zipMark = "PK\x03\x04";
/** The container of Office before 2007, and of its encrypted files to this day. */
export const cfbMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

export function opensWith(head: Uint8Array, mark: string): boolean {
  return Buffer.from(head.subarray(0, mark.length)).toString("latin1") === mark;
}
