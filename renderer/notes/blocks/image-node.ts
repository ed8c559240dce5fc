/** A picture in a note. The note stores the hash of the file, which lies in the notebook once. */
import {
  $applyNodeReplacement,
  $getDocument,
  DecoratorNode,
  nodeSchema,
  numberValue,
  stringValue,
  withField,
  type DOMExportOutput,
  type LexicalNode,
} from "lexical";
import type { SerializedImage } from "../../../electron/api.ts";

/** A picture as it is stored; see {@link SerializedImage}. */
export type Picture = Omit<SerializedImage, "type" | "version">;

const none: Picture = { hash: "", alt: "", width: 0, height: 0, scale: 0 };

const schema = nodeSchema<ImageNode>()({
  hash: withField(stringValue(), { field: "__hash" }),
  alt: withField(stringValue(), { field: "__alt" }),
  width: withField(numberValue(), { field: "__width" }),
  height: withField(numberValue(), { field: "__height" }),
  scale: withField(numberValue(), { field: "__scale" }),
});

export class ImageNode extends DecoratorNode<null> {
  /** @internal */
  __hash = none.hash;
  /** @internal */
  __alt = none.alt;
  /** @internal */
  __width = none.width;
  /** @internal */
  __height = none.height;
  /** @internal */
  __scale = none.scale;

  override $config() {
    return this.config("image", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__hash = previous.__hash;
    this.__alt = previous.__alt;
    this.__width = previous.__width;
    this.__height = previous.__height;
    this.__scale = previous.__scale;
  }

  getPicture(): Picture {
    const { __hash, __alt, __width, __height, __scale } = this.getLatest();
    return { hash: __hash, alt: __alt, width: __width, height: __height, scale: __scale };
  }
  setPicture(change: Partial<Picture>): this {
    const node = this.getWritable();
    const { hash, alt, width, height, scale } = { ...node.getPicture(), ...change };
    node.__hash = hash;
    node.__alt = alt;
    node.__width = width;
    node.__height = height;
    node.__scale = scale;
    return node;
  }

  override exportJSON(): SerializedImage {
    return { type: "image", version: 1, ...this.getPicture() };
  }
  override isInline(): false {
    return false;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override getTextContent(): string {
    return this.getPicture().alt;
  }
  override createDOM(): HTMLElement {
    const page = $getDocument();
    const frame = page.createElement("figure");
    frame.className = "note-image";
    const image = page.createElement("img");
    image.className = "note-image-picture";
    image.decoding = "async";
    image.draggable = false;
    image.addEventListener("error", () => {
      frame.dataset["state"] = "missing";
    });
    const handle = page.createElement("span");
    handle.className = "note-image-handle";
    handle.setAttribute("aria-hidden", "true");
    frame.append(image, handle);
    draw(frame, this.getPicture());
    return frame;
  }
  override updateDOM(_previous: this, frame: HTMLElement): boolean {
    draw(frame, this.getPicture());
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const { hash, alt, width, height, scale } = this.getPicture();
    const image = $getDocument().createElement("img");
    image.alt = alt;
    image.dataset["commonplaceImage"] = hash;
    image.dataset["size"] = `${width} ${height} ${scale}`;
    return { element: image };
  }
}

function draw(frame: HTMLElement, { hash, alt, width, height, scale }: Picture): void {
  const image = frame.firstElementChild;
  if (!(image instanceof HTMLImageElement)) return;
  frame.dataset["state"] = hash === "" ? "storing" : "stored";
  frame.dataset["alt"] = alt === "" ? "Picture" : alt;
  const source = `/image/${hash}`;
  if (hash !== "" && image.getAttribute("src") !== source) image.src = source;
  image.alt = alt;
  if (width > 0 && height > 0) {
    // The room it takes is known before it is drawn, so that nothing moves.
    image.width = width;
    image.height = height;
  }
  frame.style.width = scale > 0 ? `${scale}%` : "";
  frame.dataset["scaled"] = String(scale > 0);
}

export function $createImageNode(picture: Partial<Picture> = {}): ImageNode {
  const node = new ImageNode();
  const { hash, alt, width, height, scale } = { ...none, ...picture };
  node.__hash = hash;
  node.__alt = alt;
  node.__width = width;
  node.__height = height;
  node.__scale = scale;
  return $applyNodeReplacement(node);
}
export function $isImageNode(node: LexicalNode | null | undefined): node is ImageNode {
  return node instanceof ImageNode;
}
