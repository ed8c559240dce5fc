/** A note's text, drawn as its editor draws it, to look at. */
import { useEffect, useRef } from "react";
import type { HeadedTarget } from "../../electron/api.ts";
import { showBody } from "./shown-body.ts";
import { embedKey } from "./links/targets.ts";

export interface ShownNoteProps {
  readonly note: string;
  readonly body: string;
  readonly onOpen: (target: HeadedTarget) => void;
}

/** Draws a body; says so where it cannot be read. Give it a key to draw another. */
export function ShownNote({ note, body, onOpen }: ShownNoteProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    return element ? showBody(element, body, [embedKey(note, undefined)], onOpen).stop : undefined;
  }, [note, body, onOpen]);
  return <div ref={root} />;
}
