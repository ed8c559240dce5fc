/** A picture of an article, or a quiet note of where it would have come from. */
import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Block } from "../../electron/api.ts";

export interface PictureProps {
  readonly image: Extract<Block, { kind: "image" }>;
  readonly start: number;
}

/** Shows a stored picture. One that was not in the file, or cannot be drawn, is named instead. */
export function Picture({ image, start }: PictureProps) {
  const [failed, setFailed] = useState(false);
  if (image.hash !== null && !failed) {
    return (
      <figure className="reader-picture" data-start={start} data-void="">
        <img
          src={`/image/${image.hash}`}
          alt={image.alt}
          loading="lazy"
          decoding="async"
          draggable={false}
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
