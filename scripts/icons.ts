/** Icon files made of PNG pictures: both formats are a table of contents before the bytes. */

/** A Windows icon of all pictures up to 256 pixels. */
export function ico(pictures: ReadonlyMap<number, Uint8Array>): Buffer {
  const entries = [...pictures].filter(([size]) => size <= 256);
  const head = Buffer.alloc(6 + 16 * entries.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(entries.length, 4);
  let at = head.length;
  entries.forEach(([size, bytes], index) => {
    const entry = 6 + 16 * index;
    // One byte each for width and height, where 0 stands for 256.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(bytes.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += bytes.length;
  });
  return Buffer.concat([head, ...entries.map(([, bytes]) => bytes)]);
}

/** Apple's names for pictures by their size in pixels; `@2x` ones repeat the bytes of the double. */
const appleNames: readonly (readonly [name: string, size: number])[] = [
  ["icp4", 16],
  ["icp5", 32],
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic13", 256],
  ["ic09", 512],
  ["ic14", 512],
  ["ic10", 1024],
];

/** A macOS icon of all pictures in its sizes. */
export function icns(pictures: ReadonlyMap<number, Uint8Array>): Buffer {
  const parts = appleNames.flatMap(([name, size]) => {
    const bytes = pictures.get(size);
    if (!bytes) return [];
    const head = Buffer.alloc(8, name, "latin1");
    head.writeUInt32BE(8 + bytes.length, 4);
    return [head, bytes];
  });
  const head = Buffer.alloc(8, "icns", "latin1");
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}
