/** Clips beside the text, each at its sentence. Only those near what is in sight are there at all. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { Clip } from "../../electron/api.ts";
import { colorNames } from "../clip-colors.ts";
import { boxAt } from "./geometry.ts";
import { placeCards } from "./margin-layout.ts";
import type { Span, TextIndex } from "./offsets.ts";
import { StateMark } from "./state-mark.tsx";

export interface MarginProps {
  readonly index: TextIndex;
  readonly scroller: HTMLElement;
  /** In text order. */
  readonly clips: readonly Clip[];
  /** The clip that is open; null when none is. */
  readonly active: string | null;
  readonly onOpen: (clip: Clip) => void;
}

/** Room between two cards, in px. */
const gap = 8;

/** The margin's cards. Where the pane is too narrow the style sheet hides them, and nothing is measured. */
export function Margin({ index, scroller, clips, active, onOpen }: MarginProps) {
  const list = useRef<HTMLUListElement>(null);
  const near = useSpanNear(index, scroller);
  const shown = clips.filter(({ start }) => start >= near.start && start < near.end);

  const place = () => {
    const element = list.current;
    if (!element || element.offsetParent === null) return;
    const origin = element.getBoundingClientRect().top;
    const items = [...element.children].filter((each) => each instanceof HTMLElement);
    const cards = items.map((item, at) => ({
      wanted: boxAt(index, shown[at]?.start ?? 0, "start").top - origin,
      height: item.offsetHeight,
    }));
    const pinned = shown.findIndex(({ id }) => id === active);
    placeCards(cards, gap, pinned === -1 ? null : pinned).forEach((top, at) => {
      const item = items[at];
      if (item) item.style.top = `${Math.round(top)}px`;
    });
  };
  useLayoutEffect(place);
  const placeAgain = useEffectEvent(place);
  useEffect(() => {
    const observer = new ResizeObserver(() => placeAgain());
    observer.observe(index.root);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [index, scroller]);

  return (
    <ul ref={list} className="reader-margin" aria-label="Clips in the margin">
      {shown.map((clip) => (
        <li key={clip.id}>
          <button
            type="button"
            className="reader-card"
            data-color={clip.color}
            aria-expanded={clip.id === active}
            onClick={() => onOpen(clip)}
          >
            <b>{colorNames[clip.color]}</b>
            <StateMark clip={clip} />
            {clip.comment === "" ? null : <span>{clip.comment}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

const nothing: Span = { start: 0, end: 0 };

/** The span of text in sight and a screen around it, in steps of whole sections. */
function useSpanNear(index: TextIndex, scroller: HTMLElement): Span {
  const [near, setNear] = useState<Span>(nothing);
  useEffect(() => {
    const sections = [...index.root.children];
    const inSight = new Set<number>();
    const numbers = new Map(sections.map((section, at) => [section, at]));
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const at = numbers.get(target) ?? 0;
          if (isIntersecting) inSight.add(at);
          else inSight.delete(at);
        }
        if (inSight.size === 0) return;
        setNear({
          start: startOf(sections[Math.min(...inSight)]) ?? 0,
          end: startOf(sections[Math.max(...inSight) + 1]) ?? index.length + 1,
        });
      },
      { root: scroller, rootMargin: "100% 0px" },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [index, scroller]);
  return near;
}

function startOf(section: Element | undefined): number | null {
  const holder = section?.querySelector<HTMLElement>("[data-start]");
  return holder ? Number(holder.dataset["start"]) : null;
}
