/** The chip under a quotation that was found: where it comes from, or what differs. */
import { getExtensionDependencyFromEditor } from "@lexical/extension";
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { BadgeCheck, TriangleAlert } from "lucide-react";
import type { LexicalEditor } from "lexical";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { createPortal } from "react-dom";
import type { FoundQuotation } from "../../../electron/api.ts";
import { Button } from "../../ui/button.tsx";
import { WordDiff } from "../../ui/word-diff.tsx";
import {
  rangeOf,
  TypedQuotesExtension,
  type TypedQuote,
  type TypedQuotes,
} from "./typed-quotes.ts";
import "./typed-quotes.css";

const icon = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;
/** Between the quotation and the chip, and between the chip and the edge of the window; px. */
const gap = 6;

export function TypedQuotesView({ editor }: { readonly editor: LexicalEditor }) {
  const typed = getExtensionDependencyFromEditor(editor, TypedQuotesExtension).output;
  const quote = useSignalValue(typed.active);
  return (
    <>
      <p className="note-found-said" role="status">
        {quote === null ? "" : said(quote.found)}
      </p>
      {quote === null
        ? null
        : createPortal(
            <Chip
              key={`${quote.block} ${quote.text}`}
              editor={editor}
              quote={quote}
              typed={typed}
            />,
            document.body,
          )}
    </>
  );
}

function said(found: FoundQuotation): string {
  return found.state === "altered"
    ? `Other words than in ${found.title}, paragraph ${found.paragraph}. Tab shows what differs.`
    : `Found in ${found.title}, paragraph ${found.paragraph}. Tab links it.`;
}

interface ChipProps {
  readonly editor: LexicalEditor;
  readonly quote: TypedQuote;
  readonly typed: TypedQuotes;
}

function Chip({ editor, quote, typed }: ChipProps) {
  const chip = usePlace(editor, quote);
  const { found } = quote;
  const isAltered = found.state === "altered";
  const asked = useSignalValue(typed.asked);
  const [wasAsked] = useState(asked);
  useEffect(() => {
    if (asked !== wasAsked) chip.current?.querySelector("button")?.focus();
  }, [asked, wasAsked, chip]);
  const back = () => editor.focus();
  const leave = () => {
    typed.dismiss(quote);
    back();
  };
  const restore = () => {
    typed.restore(quote);
    back();
  };
  return (
    // Escape leaves it from any of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={chip}
      className="note-found"
      data-state={isAltered ? "altered" : "true"}
      role="group"
      aria-label="Quotation found"
      onKeyDown={(event) => {
        if (event.key === "Escape") leave();
      }}
      onPointerDown={(event) => event.preventDefault()}
    >
      {isAltered ? <TriangleAlert {...icon} /> : <BadgeCheck {...icon} />}
      <button
        type="button"
        className="note-found-line"
        onClick={isAltered ? undefined : () => typed.link(quote)}
        aria-describedby={isAltered ? "note-found-differs" : undefined}
      >
        {isAltered ? "Other words than in" : "Found in"} <cite>{found.title}</cite>, ¶{" "}
        {found.paragraph}
        {isAltered ? null : <span className="note-found-key"> · Tab links it</span>}
      </button>
      {isAltered ? (
        <div className="note-found-more">
          <p id="note-found-differs" className="note-found-diff">
            <WordDiff diff={found.diff} />
          </p>
          <div className="note-found-actions">
            <Button variant="quiet" onPress={leave}>
              Keep mine
            </Button>
            <Button onPress={restore}>Use the article’s words</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

/** Puts the chip under the end of the quotation, over its line where there is no room below. */
function usePlace(editor: LexicalEditor, quote: TypedQuote): RefObject<HTMLDivElement | null> {
  const chip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const put = () => {
      const last = [...(rangeOf(editor, quote)?.getClientRects() ?? [])].at(-1);
      const scroll = editor.getRootElement()?.closest(".note-scroll")?.getBoundingClientRect();
      const element = chip.current;
      if (!last || !scroll || !element) return;
      const { width, height } = element.getBoundingClientRect();
      const left = Math.min(last.right - width, window.innerWidth - width - gap);
      const below = last.bottom + gap;
      const fits = below + height < window.innerHeight - gap;
      element.style.left = `${Math.max(scroll.left + gap, left)}px`;
      element.style.top = `${fits ? below : last.top - height - gap}px`;
      element.hidden = last.bottom < scroll.top || last.top > scroll.bottom;
    };
    put();
    const stop = new AbortController();
    const options = { capture: true, passive: true, signal: stop.signal };
    window.addEventListener("scroll", put, options);
    window.addEventListener("resize", put, options);
    return () => stop.abort();
  }, [editor, quote]);
  return chip;
}
