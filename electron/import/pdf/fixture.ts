/** PDFs written by hand for tests: exactly what a test is about, and nothing else. */
import { createHash } from "node:crypto";

/** What goes into a file beside its pages. */
export interface Made {
  /** The drawing orders of each page; `line` writes one. */
  readonly pages: readonly string[];
  /** The document's properties, such as `/Title (A title)`. */
  readonly info?: string;
  readonly xmp?: string;
  /** Further entries of the catalogue, such as page labels. */
  readonly catalog?: string;
  /** Further objects, from number 10 on: `<< /Type … >>` or a stream. */
  readonly objects?: readonly string[];
  /** Further entries of every page, such as annotations. */
  readonly page?: string;
  /** Entries of every page's resources, and fonts beside F1 and, for code, F2. */
  readonly resources?: string;
  readonly fonts?: string;
  /** Needed to open it. */
  readonly password?: string;
}

/** The order that writes `text` at a place, counted in points from the bottom left. */
export function line(text: string, x: number, y: number, size = 10, font = "F1"): string {
  const escaped = text.replace(/[\\()]/g, "\\$&");
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
}

/** Lines of a column from its top, 14 points apart. */
export function column(lines: readonly string[], x = 60, top = 700): string {
  return lines.map((text, i) => line(text, x, top - i * 14)).join("\n");
}

/** Two lines of a sentence that fill their column. */
export const filler = [
  "The ferry left the eastern quay a little before seven and the",
  "keeper wrote the hour down, as he had on every day of that year,",
];

/** A stream as an object. */
export function stream(content: string | Buffer, entries = ""): string {
  const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  return `<< ${entries} /Length ${bytes.length} >>\nstream\n${bytes.toString("latin1")}\nendstream`;
}

/** The bytes of a PDF with pages of 600 by 800 points. Characters above U+00FF cannot be written. */
export function makePdf(made: Made): Buffer {
  const first = 10 + (made.objects?.length ?? 0);
  const kids = made.pages.map((_, i) => `${first + i * 2} 0 R`).join(" ");
  const lock = made.password === undefined ? null : lockWith(made.password);
  const text = (content: string, number: number): string =>
    stream(lock === null ? content : lock.encrypt(content, number));
  const objects = new Map<number, string>([
    [
      1,
      `<< /Type /Catalog /Pages 2 0 R ${made.xmp === undefined ? "" : "/Metadata 6 0 R"} ${made.catalog ?? ""} >>`,
    ],
    [2, `<< /Type /Pages /Kids [${kids}] /Count ${made.pages.length} >>`],
    [3, font("Times-Roman")],
    [4, font("Courier")],
    [5, `<< ${made.info ?? ""} >>`],
    [6, stream(made.xmp ?? "", "/Type /Metadata /Subtype /XML")],
    ...(lock === null ? [] : [[7, lock.dictionary] as const]),
    ...(made.objects ?? []).map((object, i) => [10 + i, object] as const),
    ...made.pages.flatMap((content, i) => {
      const at = first + i * 2;
      return [
        [
          at,
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${made.page ?? ""} /Contents ${at + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R ${made.fonts ?? ""} >> ${made.resources ?? ""} >> >>`,
        ] as const,
        [at + 1, text(content, at + 1)] as const,
      ];
    }),
  ]);
  const trailer = `/Root 1 0 R /Info 5 0 R ${lock === null ? "" : `/Encrypt 7 0 R /ID [<${lock.id}> <${lock.id}>]`}`;
  return written(objects, trailer);
}

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function written(objects: ReadonlyMap<number, string>, trailer: string): Buffer {
  const parts = ["%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"];
  let length = parts[0]?.length ?? 0;
  const rows: string[] = [];
  for (const [number, object] of objects) {
    const part = `${number} 0 obj\n${object}\nendobj\n`;
    rows.push(`${number} 1\n${String(length).padStart(10, "0")} 00000 n \n`);
    parts.push(part);
    length += part.length;
  }
  const size = Math.max(...objects.keys()) + 1;
  parts.push(
    `xref\n0 1\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(""), "latin1");
}

const padding = Buffer.from(
  "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a",
  "hex",
);

/** The oldest lock of the format, of 40 bits: it needs nothing that Node leaves out. */
function lockWith(password: string): {
  readonly id: string;
  readonly dictionary: string;
  readonly encrypt: (content: string, object: number) => Buffer;
} {
  const id = Buffer.alloc(16, 1);
  const secret = Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const owner = rc4(md5(secret).subarray(0, 5), secret);
  const key = md5(secret, owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id).subarray(0, 5);
  const hex = (bytes: Buffer): string => `<${bytes.toString("hex")}>`;
  return {
    id: id.toString("hex"),
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${hex(owner)} /U ${hex(rc4(key, padding))} >>`,
    encrypt: (content, object) =>
      rc4(
        md5(key, Buffer.from([object & 255, object >> 8, 0, 0, 0])).subarray(0, 10),
        Buffer.from(content, "latin1"),
      ),
  };
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash("md5").update(Buffer.concat(parts)).digest();
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    [box[a], box[b]] = [box[b] ?? 0, box[a] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let a = 0;
  let b = 0;
  return data.map((byte) => {
    a = (a + 1) & 255;
    b = (b + (box[a] ?? 0)) & 255;
    swap(a, b);
    return byte ^ (box[((box[a] ?? 0) + (box[b] ?? 0)) & 255] ?? 0);
  }) as Buffer;
}
