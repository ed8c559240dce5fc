/** Where the pages of a PDF draw their pictures: their drawing orders, followed as far as pictures need. */
import {
  entriesOf,
  isKind,
  nameOf,
  PdfReader,
  type PdfDictionary,
  type PdfObjects,
  type PdfStream,
  type PdfValue,
} from "./objects.ts";
import { unpacked } from "./streams.ts";

/** A picture as it lies on its sheet, in points from the sheet's own origin, y upwards. */
export interface DrawnPicture {
  readonly picture: PdfStream;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** Whether it is shown as in a mirror. */
  readonly mirrored: boolean;
}

/** a, b, c, d turn and scale, e and f move. */
type Matrix = readonly [number, number, number, number, number, number];

const unchanged: Matrix = [1, 0, 0, 1, 0, 0];
/** Resources of one page, and of the drawings on it, that are looked at. */
const mostResources = 1_000;
/** Drawings within drawings. */
const deepest = 6;
/** States that are kept to come back to. */
const mostStates = 200;
/** Pictures of one page: more are tiles of a background, or an attack. */
const mostPictures = 200;
/** Drawings that are followed for one page, each counted as often as it is drawn. */
const mostDrawings = 5_000;
/** Bytes of drawing orders that are read for one page, and for all pages of a file. */
const pageBytes = 16 * 1024 * 1024;
const fileBytes = 128 * 1024 * 1024;

/** Finds the pictures of a file, a page at a time, until it has had more to read than is allowed. */
export function createPictureFinder(
  objects: PdfObjects,
): (page: PdfValue) => readonly DrawnPicture[] {
  let left = fileBytes;
  return (page) => {
    const entries = entriesOf(objects.resolve(page));
    const resources = entriesOf(inherited("Resources", entries, objects));
    // Most pages have none, and need not be read.
    if (left <= 0 || !holdPictures(resources, objects)) return [];
    const walk = new Walk(objects, Math.min(pageBytes, left));
    const contents = objects.resolve(entries.get("Contents"));
    const streams = Array.isArray(contents) ? (contents as readonly PdfValue[]) : [contents];
    const orders = streams.map((stream) => walk.ordersOf(objects.resolve(stream))).join("\n");
    walk.follow(orders, resources, unchanged, 0);
    left -= walk.read;
    return walk.found;
  };
}

/** What a page has or takes over from the group of pages that it is in. */
function inherited(name: string, page: PdfDictionary, objects: PdfObjects): PdfValue {
  let entries = page;
  for (let steps = 0; steps < 30; steps += 1) {
    const value = objects.resolve(entries.get(name));
    if (value !== null) return value;
    entries = entriesOf(objects.resolve(entries.get("Parent")));
  }
  return null;
}

/** Whether there is a picture among the resources, or in a drawing among them. */
function holdPictures(
  resources: PdfDictionary,
  objects: PdfObjects,
  seen = new Set<PdfValue>(),
): boolean {
  for (const reference of entriesOf(objects.resolve(resources.get("XObject"))).values()) {
    if (seen.size === mostResources) return false;
    const value = objects.resolve(reference);
    if (seen.has(value)) continue;
    seen.add(value);
    const entries = entriesOf(value);
    const kind = nameOf(objects.resolve(entries.get("Subtype")));
    if (kind === "Image") return true;
    const own = entriesOf(objects.resolve(entries.get("Resources")));
    if (kind === "Form" && holdPictures(own, objects, seen)) return true;
  }
  return false;
}

/** One page, followed order by order. */
class Walk {
  readonly found: DrawnPicture[] = [];
  /** Bytes of orders that were read. */
  read = 0;
  #drawings = 0;
  readonly #objects: PdfObjects;
  readonly #limit: number;

  constructor(objects: PdfObjects, limit: number) {
    this.#objects = objects;
    this.#limit = limit;
  }

  /** A stream of drawing orders as text; "" when it cannot be read or is more than is left. */
  ordersOf(stream: PdfValue): string {
    if (!isKind(stream, "stream") || this.read >= this.#limit) return "";
    const data = unpacked(stream, this.#objects, this.#limit - this.read);
    if (data === null || data.packing !== null) return "";
    this.read += data.bytes.length;
    return data.bytes.toString("latin1");
  }

  follow(orders: string, resources: PdfDictionary, start: Matrix, depth: number): void {
    const reader = new PdfReader(orders);
    const states: Matrix[] = [];
    let matrix = start;
    let values: PdfValue[] = [];
    while (this.found.length < mostPictures) {
      const value = reader.next();
      if (value === undefined) return;
      if (!isKind(value, "operator")) {
        if (values.length < 10) values.push(value);
        continue;
      }
      if (value.name === "q" && states.length < mostStates) states.push(matrix);
      else if (value.name === "Q") matrix = states.pop() ?? matrix;
      else if (value.name === "cm") matrix = times(matrixOf(values) ?? unchanged, matrix);
      else if (value.name === "Do") this.#draw(nameOf(values[0] ?? null), resources, matrix, depth);
      // A small picture written among the orders: its bytes are none.
      else if (value.name === "ID") reader.skipTo(/\sEI(?=\s|$)/g);
      values = [];
    }
  }

  #draw(name: string, resources: PdfDictionary, matrix: Matrix, depth: number): void {
    const objects = this.#objects;
    const drawn = objects.resolve(entriesOf(objects.resolve(resources.get("XObject"))).get(name));
    if (!isKind(drawn, "stream")) return;
    const kind = nameOf(objects.resolve(drawn.entries.get("Subtype")));
    if (kind === "Image") this.found.push({ picture: drawn, ...areaOf(matrix) });
    if (kind !== "Form" || depth === deepest || this.#drawings === mostDrawings) return;
    this.#drawings += 1;
    const own = objects.resolve(drawn.entries.get("Resources"));
    const inside = own === null ? resources : entriesOf(own);
    if (!holdPictures(inside, objects)) return;
    const move = objects.resolve(drawn.entries.get("Matrix"));
    const moved = times(
      (Array.isArray(move) ? matrixOf(move as readonly PdfValue[]) : null) ?? unchanged,
      matrix,
    );
    this.follow(this.ordersOf(drawn), inside, moved, depth + 1);
  }
}

function matrixOf(values: readonly PdfValue[]): Matrix | null {
  const [a, b, c, d, e, f] = values.map(Number);
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return Number.isFinite(a + b + c + d + e + f) ? [a, b, c, d, e, f] : null;
}

/** First the one, then the other. */
function times(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [m, n, o, p, q, r] = then;
  return [
    a * m + b * o,
    a * n + b * p,
    c * m + d * o,
    c * n + d * p,
    e * m + f * o + q,
    e * n + f * p + r,
  ];
}

/** Where the square of one by one comes to lie, which every picture is drawn in. */
function areaOf([a, b, c, d, e, f]: Matrix): Omit<DrawnPicture, "picture"> {
  const across = [0, a, c, a + c];
  const along = [0, b, d, b + d];
  return {
    left: e + Math.min(...across),
    right: e + Math.max(...across),
    bottom: f + Math.min(...along),
    top: f + Math.max(...along),
    mirrored: a * d - b * c < 0,
  };
}
