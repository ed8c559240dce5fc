/** Binary property lists for tests: exactly what a test is about. */

/** What a property list can hold here. */
export type PlistValue =
  | string
  | Uint8Array
  | readonly PlistValue[]
  | { readonly [key: string]: PlistValue };

/** A binary property list as Apple writes it, with two bytes for every reference and four for places. */
export function plist(top: PlistValue): Uint8Array {
  const objects: Buffer[] = [];
  const marker = (kind: number, length: number): Buffer => {
    if (length < 15) return Buffer.from([(kind << 4) | length]);
    const long = Buffer.alloc(6);
    long.set([(kind << 4) | 15, 0x12]);
    long.writeUInt32BE(length, 2);
    return long;
  };
  const refs = (numbers: readonly number[]): Buffer =>
    Buffer.from(Uint8Array.from(numbers.flatMap((n) => [n >> 8, n & 255])));
  const add = (value: PlistValue): number => {
    const at = objects.push(Buffer.alloc(0)) - 1;
    objects[at] = written(value);
    return at;
  };
  const written = (value: PlistValue): Buffer => {
    if (typeof value === "string") {
      const wide = Buffer.from(value, "utf16le").swap16();
      // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
      return /^[\0-\x7f]*$/.test(value)
        ? Buffer.concat([marker(5, value.length), Buffer.from(value, "latin1")])
        : Buffer.concat([marker(6, value.length), wide]);
    }
    if (value instanceof Uint8Array) return Buffer.concat([marker(4, value.length), value]);
    if (Array.isArray(value))
      return Buffer.concat([marker(10, value.length), refs(value.map(add))]);
    const entries = Object.entries(value);
    const keys = entries.map(([key]) => add(key));
    return Buffer.concat([
      marker(13, entries.length),
      refs(keys),
      refs(entries.map(([, each]) => add(each))),
    ]);
  };
  add(top);
  const places: number[] = [];
  let at = 8;
  for (const object of objects) {
    places.push(at);
    at += object.length;
  }
  return Buffer.concat([
    Buffer.from("bplist00"),
    ...objects,
    table(places),
    trailer(places.length, 0, at),
  ]);
}

/** The places of the objects. */
export function table(places: readonly number[]): Buffer {
  const bytes = Buffer.alloc(places.length * 4);
  places.forEach((place, n) => bytes.writeUInt32BE(place, n * 4));
  return bytes;
}

/** The last bytes of a list. */
export function trailer(count: number, top: number, tableAt: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.set([4, 2], 6);
  bytes.writeBigUInt64BE(BigInt(count), 8);
  bytes.writeBigUInt64BE(BigInt(top), 16);
  bytes.writeBigUInt64BE(BigInt(tableAt), 24);
  return bytes;
}
