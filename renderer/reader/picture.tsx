/** A picture of an article, or a quiet note of where it would have come from. */
import { ImageOff } from "lucide-react";
import { createContext, use, useState, type CSSProperties } from "react";
import type { Article, Block, ImageSize } from "../../electron/api.ts";

/** The sizes of the article's pictures; past the text, which is drawn once. */
export const PictureSizes = createContext<Article["pictures"]>({});

export interface PictureProps {
  readonly image: Extract<Block, { kind: "image" }>;
  readonly start: number;
}

/** Shows a stored picture. One that was not in the file, or cannot be drawn, is named instead. */
export function Picture({ image, start }: PictureProps) {
  const [failed, setFailed] = useState(false);
  const size = use(PictureSizes)[image.hash ?? ""];
  if (image.hash !== null && !failed) {
    return (
      <figure className="reader-picture" data-start={start} data-void="">
        <img
          src={`/image/${image.hash}`}
          alt={image.alt}
          loading="lazy"
          decoding="async"
          draggable={false}
          style={size ? roomFor(size) : {}}
          onError={() => setFailed(true)}
        />
      </figure>
    );
  }
  const why = image.hash === null ? "Picture not in the file" : "Picture cannot be shown";
  return (
    <figure className="reader-missing" data-start={start} data-void="">
      <ImageOff size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>
        {image.alt === "" ? null : <span className="reader-missing-alt">{image.alt}</span>}
        <span>{image.host === null ? why : `${why} · ${image.host}`}</span>
      </span>
    </figure>
  );
}

/** How much of the window's height a picture may take; one of unknown size is held to it by the style sheet. */
const highest = "80vh";

/** The room that a picture takes is kept before it is there: a line that one reads must not move. */
function roomFor({ width, height }: ImageSize): CSSProperties {
  return {
    aspectRatio: `${width} / ${height}`,
    width: `min(${width}px, ${highest} * ${width / height})`,
    maxHeight: "none",
  };
}
