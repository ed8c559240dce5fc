/** The pictures of a PDF: which of those that its pages draw are pictures to a reader, and where they stand. */
import type { DraftImage } from "../../entities.ts";
import { imagesLimit } from "../format.ts";
import { imageOf } from "../images.ts";
import { createPictureFinder, type DrawnPicture } from "./drawn.ts";
import type { PdfPage } from "./engine.ts";
import { openObjects, type PdfObjects, type PdfStream } from "./objects.ts";
import { pictureBytes } from "./picture-bytes.ts";
import { countPictures } from "./picture-count.ts";
import type { Page } from "./lines.ts";

/** A picture on its page; lengths are points, y counts downwards. */
export interface PlacedPicture {
  readonly image: DraftImage;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface FoundPictures {
  /** Those of each page, by its label's place among the pages; in the order in which they are read. */
  readonly placed: readonly (readonly PlacedPicture[])[];
  /** Each once. */
  readonly images: readonly DraftImage[];
  /** Pictures that could not be taken, and those that stand on so many pages that they belong to none. */
  readonly left: number;
  readonly repeated: number;
}

/** Collects the pictures of one file, page by page. */
export interface PictureCollector {
  /** Looks at a page, the next in order; null stands for one that could not be read. */
  readonly look: (page: PdfPage | null) => void;
  /** What was found, once all pages were looked at. */
  readonly found: (pages: readonly Page[]) => FoundPictures;
}

/** Smaller ones, in pixels or in points each way, are signs, rules and parts of a background. */
const fewestPixels = 64;
const fewestPoints = 36;
/** The share of a page, each way, from which a picture is a scan of its words or lies behind them. */
const whole = 0.9;
/** On more pages than this, it is a logo or an ornament. */
const mostPages = 3;
/** On a page with more, they are the tiles of something else. */
const mostOnPage = 40;
/** Of the processor, for looking at the pages of one file, and for its pictures: a busy machine must not change what is found. */
const lookingMs = 5_000;
const budgetMs = 8_000;

type Placed = Omit<DrawnPicture, "bottom" | "top"> & Pick<PlacedPicture, "bottom" | "top">;

/** For the file with these bytes. */
export function createPictures(bytes: Uint8Array): PictureCollector {
  const objects = openObjects(bytes);
  if (objects === null) return onlyCounting(bytes);
  const picturesOn = createPictureFinder(objects);
  const drawn: (readonly Placed[])[] = [];
  let left = lookingMs;
  return {
    look: (page) => {
      const number = page?.ref?.num;
      const view = page?.getViewport({ scale: 1 }).transform as readonly number[] | undefined;
      const started = process.cpuUsage();
      drawn.push(
        number === undefined || view === undefined || left <= 0
          ? []
          : picturesOn({ kind: "reference", number }).map((picture) => placedBy(view, picture)),
      );
      left -= process.cpuUsage(started).user / 1_000;
    },
    found: (pages) => taken(drawn, pages, objects),
  };
}

/** The objects of locked files cannot be read without pdf.js, but what they are stands open. */
function onlyCounting(bytes: Uint8Array): PictureCollector {
  return {
    look: () => undefined,
    found: (pages) => ({ placed: [], images: [], left: countPictures(bytes, pages), repeated: 0 }),
  };
}

function placedBy(view: readonly number[], picture: DrawnPicture): Placed {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = view;
  const corners = [picture.left, picture.right].flatMap((x) =>
    [picture.bottom, picture.top].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const across = corners.map(([x]) => x);
  const down = corners.map(([, y]) => y);
  return {
    picture: picture.picture,
    mirrored: picture.mirrored,
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}

function taken(
  drawn: readonly (readonly Placed[])[],
  pages: readonly Page[],
  objects: PdfObjects,
): FoundPictures {
  const chosen = drawn.map((pictures, at) => {
    const page = pages[at];
    return page === undefined || pictures.length > mostOnPage
      ? []
      : pictures.filter((picture) => isPicture(picture, page, objects));
  });
  const uses = new Map<PdfStream, number>();
  for (const pictures of chosen) {
    for (const picture of new Set(pictures.map((each) => each.picture)))
      uses.set(picture, (uses.get(picture) ?? 0) + 1);
  }
  const images = createImages(objects);
  const placed = chosen.map((pictures) =>
    pictures.flatMap((each): readonly PlacedPicture[] => {
      if ((uses.get(each.picture) ?? 0) > mostPages) return [];
      const image = each.mirrored ? images.refuse(each.picture) : images.of(each.picture);
      const { left, right, top, bottom } = each;
      return image === null ? [] : [{ image, left, right, top, bottom }];
    }),
  );
  return {
    placed,
    images: images.all(),
    left: images.refused(),
    repeated: [...uses.values()].filter((count) => count > mostPages).length,
  };
}

function isPicture(drawn: Placed, page: Page, objects: PdfObjects): boolean {
  const { entries } = drawn.picture;
  const [width, height] = [drawn.right - drawn.left, drawn.bottom - drawn.top];
  const pixels = ["Width", "Height"].map((side) => Number(objects.resolve(entries.get(side))));
  return (
    objects.resolve(entries.get("ImageMask")) !== true &&
    pixels.every((side) => side >= fewestPixels) &&
    Math.min(width, height) >= fewestPoints &&
    (page.lines.length === 0 || width < page.width * whole || height < page.height * whole) &&
    drawn.right > 0 &&
    drawn.bottom > 0 &&
    drawn.left < page.width &&
    drawn.top < page.height
  );
}

/** The files that pictures become, each made once, within what one article may take. */
function createImages(objects: PdfObjects) {
  const made = new Map<PdfStream, DraftImage | null>();
  let budget = budgetMs;
  let room = imagesLimit;
  const make = (picture: PdfStream): DraftImage | null => {
    if (budget <= 0 || room <= 0) return null;
    const started = process.cpuUsage();
    const bytes = pictureBytes(picture, objects);
    budget -= process.cpuUsage(started).user / 1_000;
    const image = bytes === null ? null : imageOf(bytes).image;
    if (image === null || image.bytes.length > room) return null;
    room -= image.bytes.length;
    return image;
  };
  return {
    of: (picture: PdfStream): DraftImage | null => {
      const before = made.get(picture);
      const image = before === undefined ? make(picture) : before;
      made.set(picture, image);
      return image;
    },
    refuse: (picture: PdfStream): null => {
      if (!made.has(picture)) made.set(picture, null);
      return null;
    },
    refused: () => [...made.values()].filter((image) => image === null).length,
    all: () => [
      ...new Map(
        [...made.values()].flatMap((image) => (image === null ? [] : [[image.hash, image]])),
      ).values(),
    ],
  };
}
