/**
 * The switches in Electron's binary that are burnt at packaging. They follow a marker: one byte of
 * version, one of length, then a character per fuse. Read here by a reader of our own, so that what the
 * packager says it did is seen in the bytes.
 */
export const marker = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** In the order of the binary. */
export const fuseNames = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;
export type Fuses = { readonly [Name in (typeof fuseNames)[number]]: boolean };

/** Throws a `RangeError` for bytes without fuses, or with one that is neither on nor off. */
export function readFuses(binary: Buffer): Fuses {
  const at = binary.indexOf(marker, 0, "latin1");
  if (at < 0) throw new RangeError("Expected the marker of the fuses");
  const states = binary.toString("latin1", at + marker.length + 2).slice(0, fuseNames.length);
  if (!/^[01]{8}$/.test(states)) throw new RangeError(`Expected eight fuses, found ${states}`);
  return Object.fromEntries(fuseNames.map((name, index) => [name, states[index] === "1"])) as Fuses;
}

/** The fuses as an Electron fresh from its makers has them. */
export function freshFuses(): Buffer {
  return Buffer.concat([Buffer.from(marker), Buffer.from([1, 9]), Buffer.from("101100001")]);
}
