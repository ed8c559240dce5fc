/**
 * Tells the encodings of Chinese, Japanese and Korean by where their characters lie in the tables: for
 * texts so short that the frequency of characters tells nothing.
 */

/** Bytes above ASCII among all but white space: below this share it may be a language of Latin letters. */
const leastWide = 0.5;
const leastCommon = 0.75;

interface Table {
  readonly encoding: string;
  readonly isLead: (byte: number) => boolean;
  readonly isTrail: (byte: number) => boolean;
  /** Whether it is one of the characters that ordinary text is made of. */
  readonly isCommon: (lead: number, trail: number) => boolean;
  /** What the share of some of them must be for the language that it is written in. */
  readonly isNative?: { readonly of: (lead: number) => boolean; readonly least: number };
}

const within = (from: number, to: number) => (byte: number) => byte >= from && byte <= to;
const upper = within(0xa1, 0xfe);

const tables: readonly Table[] = [
  {
    encoding: "EUC-JP",
    isLead: upper,
    isTrail: upper,
    isCommon: (lead) => lead <= 0xa5 || within(0xb0, 0xcf)(lead),
    isNative: { of: within(0xa4, 0xa5), least: 0.2 },
  },
  {
    encoding: "EUC-KR",
    isLead: upper,
    isTrail: upper,
    isCommon: (lead) => lead <= 0xa3 || within(0xb0, 0xc8)(lead),
    isNative: { of: within(0xb0, 0xc8), least: 0.9 },
  },
  {
    encoding: "Shift_JIS",
    isLead: (byte) => within(0x81, 0x9f)(byte) || within(0xe0, 0xfc)(byte),
    isTrail: (byte) => within(0x40, 0x7e)(byte) || within(0x80, 0xfc)(byte),
    isCommon: (lead) => within(0x81, 0x97)(lead),
    isNative: { of: within(0x81, 0x97), least: 0.75 },
  },
  {
    encoding: "GB18030",
    isLead: within(0x81, 0xfe),
    isTrail: (byte) => within(0x40, 0x7e)(byte) || within(0x80, 0xfe)(byte),
    isCommon: (lead, trail) => upper(trail) && (lead <= 0xa3 || within(0xb0, 0xd7)(lead)),
  },
  {
    encoding: "Big5",
    isLead: within(0x81, 0xfe),
    isTrail: (byte) => within(0x40, 0x7e)(byte) || upper(byte),
    isCommon: (lead) => within(0xa1, 0xc6)(lead),
  },
];

/** The encoding in which the bytes are ordinary text; null when they are not so in any. */
export function eastAsianKind(bytes: Uint8Array): string | null {
  let wide = 0;
  let all = 0;
  for (const byte of bytes) {
    if (byte > 0x20) all += 1;
    if (byte > 0x7f) wide += 1;
  }
  // The second bytes of some encodings are letters of ASCII.
  if (all === 0 || wide / all < leastWide) return null;
  const shares = tables.map((table) => ({
    encoding: table.encoding,
    share: commonShare(bytes, table),
  }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  return best.share >= leastCommon ? best.encoding : null;
}

/** The share of common characters among those of two bytes; 0 when the bytes are no text of the table. */
function commonShare(bytes: Uint8Array, table: Table): number {
  let pairs = 0;
  let common = 0;
  let native = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1];
    // The last character of a sample may be cut.
    if (trail === undefined) break;
    if (!table.isLead(lead) || !table.isTrail(trail)) return 0;
    pairs += 1;
    if (table.isCommon(lead, trail)) common += 1;
    if (table.isNative?.of(lead) === true) native += 1;
    at += 1;
  }
  if (pairs === 0 || native / pairs < (table.isNative?.least ?? 0)) return 0;
  return common / pairs;
}
