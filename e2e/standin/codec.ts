/**
 * Values of the structured clone algorithm over JSON, for messages between main and pages.
 *
 * The factory is used in Node and, as its own source text, in the page: it refers to nothing outside.
 */

export interface Codec {
  /** Throws `An object could not be cloned.` for functions, symbols, promises and cyclic values. */
  readonly encode: (value: unknown) => unknown;
  readonly decode: (encoded: unknown) => unknown;
}

export function makeCodec(): Codec {
  type Tagged = { readonly $: string; readonly v?: unknown };
  const tag = ($: string, v?: unknown): Tagged => ({ $, v });
  const open = new Set<object>();

  const toBase64 = (bytes: Uint8Array): string => {
    if (typeof Buffer !== "undefined")
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    let text = "";
    for (let at = 0; at < bytes.length; at += 8_192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array =>
    typeof Buffer !== "undefined"
      ? new Uint8Array(Buffer.from(text, "base64"))
      : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const encodeNumber = (value: number) =>
    Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : tag("number", Object.is(value, -0) ? "-0" : String(value));

  const encodeBytes = (value: ArrayBuffer | ArrayBufferView) => {
    const view = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
    const kind = value.constructor.name;
    return tag("bytes", [kind === "Buffer" ? "Uint8Array" : kind, toBase64(view)]);
  };

  /** The same object where `change` changes nothing, as in most messages; else a copy. */
  const withEach = (object: object, change: (value: unknown) => unknown): object => {
    let copy: object | null = null;
    for (const key of Object.keys(object)) {
      const before: unknown = Reflect.get(object, key);
      const after = change(before);
      if (Object.is(after, before)) continue;
      copy ??= Array.isArray(object) ? object.slice() : { ...object };
      // Defined, not set: a key named __proto__ stays a key.
      Object.defineProperty(copy, key, {
        value: after,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return copy ?? object;
  };

  const encodeObject = (value: object): unknown => {
    if (Array.isArray(value)) return withEach(value, encode);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return encodeBytes(value);
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    switch (kind) {
      case "Date":
        return tag("date", (value as Date).getTime());
      case "Map":
        return tag(
          "map",
          [...(value as Map<unknown, unknown>)].map((pair) => pair.map(encode)),
        );
      case "Set":
        return tag("set", [...(value as Set<unknown>)].map(encode));
      case "RegExp":
        return tag("regexp", [(value as RegExp).source, (value as RegExp).flags]);
      case "Error": {
        const { name, message, stack } = value as Error;
        return tag("error", [name, message, stack ?? ""]);
      }
      case "Object": {
        const fields = withEach(value, encode);
        return Object.hasOwn(fields, "$") ? tag("object", fields) : fields;
      }
      default:
        throw new Error(`An object could not be cloned. (${kind})`);
    }
  };

  function encode(value: unknown): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return encodeNumber(value);
      case "undefined":
        return tag("undefined");
      case "bigint":
        return tag("bigint", String(value));
      case "object":
        break;
      default:
        throw new Error("An object could not be cloned.");
    }
    if (value === null) return null;
    if (open.has(value)) throw new Error("stand-in: cyclic values are not carried");
    open.add(value);
    try {
      return encodeObject(value);
    } finally {
      open.delete(value);
    }
  }

  const decodeTagged = ({ $: kind, v }: Tagged): unknown => {
    switch (kind) {
      case "number":
        return Number(v);
      case "bigint":
        return BigInt(v as string);
      case "date":
        return new Date(v as number);
      case "map":
        return new Map((v as [unknown, unknown][]).map(([a, b]) => [decode(a), decode(b)]));
      case "set":
        return new Set((v as unknown[]).map(decode));
      case "regexp":
        return new RegExp(...(v as [string, string]));
      case "error": {
        const [name, message, stack] = v as [string, string, string];
        return Object.assign(new Error(message), { name, stack });
      }
      case "bytes": {
        const [name, text] = v as [string, string];
        const { buffer } = fromBase64(text);
        if (name === "ArrayBuffer") return buffer;
        const View = Reflect.get(globalThis, name) as new (buffer: ArrayBufferLike) => unknown;
        return new View(buffer);
      }
      case "object":
        return withEach(v as object, decode);
      default:
        return undefined;
    }
  };
  function decode(encoded: unknown): unknown {
    if (encoded === null || typeof encoded !== "object") return encoded;
    return Object.hasOwn(encoded, "$")
      ? decodeTagged(encoded as Tagged)
      : withEach(encoded, decode);
  }
  return { encode, decode };
}
