/** What lies over the text: the bar at a selection, the popover of a clip, the margin. */
import type { ReactNode } from "react";
import type { Clip } from "../../electron/api.ts";
import { Caret } from "./caret.tsx";
import { AdjustBar, ClipBar } from "./clip-bar.tsx";
import { ClipEditor } from "./clip-editor.tsx";
import { ClipHandles } from "./clip-handles.tsx";
import { ClipChoice, ClipPopover } from "./clip-popover.tsx";
import { colorNames } from "../clip-colors.ts";
import { Floating } from "./floating.tsx";
import { Margin } from "./margin.tsx";
import type { TextIndex } from "./offsets.ts";
import { isOwn } from "./placed.ts";
import type { Clipping } from "./use-clipping.ts";

export interface ClipLayerProps {
  readonly index: TextIndex;
  readonly scroller: HTMLElement;
  /** In text order. */
  readonly clips: readonly Clip[];
  readonly clipping: Clipping;
  readonly marginShown: boolean;
  /** False while clips open in the list instead. */
  readonly popoverShown: boolean;
  /** Which notes use a clip. */
  readonly uses: ((clip: string) => ReactNode) | undefined;
}

/** Lies in the page that scrolls, so that everything in it moves with the text. */
export function ClipLayer(props: ClipLayerProps) {
  const { index, scroller, clips, clipping, marginShown, popoverShown } = props;
  const { open, show, said } = clipping;
  const ids = open?.ids ?? [];
  const active = ids.length === 1 ? clips.find(({ id }) => id === ids[0]) : undefined;
  return (
    <>
      {marginShown ? (
        <Margin
          index={index}
          scroller={scroller}
          clips={clips}
          active={ids.length === 1 ? (ids[0] ?? null) : null}
          onOpen={({ id }) => show({ ids: [id], writing: false })}
        />
      ) : null}
      {clipping.caret ? <Caret index={index} /> : null}
      <SelectionBar index={index} scroller={scroller} clipping={clipping} />
      {active && isOwn(active) ? (
        <ClipHandles
          key={`ends-${active.id}`}
          index={index}
          clip={active}
          actions={clipping.actions}
        />
      ) : null}
      {open && popoverShown ? (
        <OpenClipPopover
          key={ids.join()}
          index={index}
          scroller={scroller}
          clips={clips.filter(({ id }) => ids.includes(id))}
          clipping={clipping}
          writing={open.writing}
          uses={props.uses}
        />
      ) : null}
      <div role="status" className="unseen">
        {said}
      </div>
    </>
  );
}

type SelectionBarProps = Pick<ClipLayerProps, "index" | "scroller" | "clipping">;

function SelectionBar({ index, scroller, clipping }: SelectionBarProps) {
  const { selected, adjusting } = clipping;
  if (!selected) return null;
  return (
    <Floating
      index={index}
      scroller={scroller}
      span={selected}
      focus={selected.focus}
      prefer="above"
      onEscape={() => {
        clipping.dismiss();
        index.root.focus({ preventScroll: true });
      }}
    >
      {adjusting === null ? (
        <ClipBar onClip={clipping.clip} onComment={clipping.comment} onQuote={clipping.quote} />
      ) : (
        <AdjustBar
          attaching={clipping.attaching !== null}
          onUse={clipping.useWords}
          onCancel={clipping.dismiss}
        />
      )}
    </Floating>
  );
}

interface OpenClipPopoverProps extends SelectionBarProps {
  readonly uses: ClipLayerProps["uses"];
  readonly clips: readonly Clip[];
  readonly writing: boolean;
}

function OpenClipPopover(props: OpenClipPopoverProps) {
  const { index, scroller, clips, clipping, writing } = props;
  const [first, ...others] = clips;
  if (!first) return null;
  const close = (keyboard: boolean) => {
    clipping.show(null);
    if (keyboard) index.root.focus({ preventScroll: true });
  };
  return (
    <Floating
      index={index}
      scroller={scroller}
      span={others.length === 0 ? first : overlapOf(clips, first)}
      focus="end"
      prefer="below"
      onEscape={() => close(true)}
    >
      {others.length === 0 ? (
        <ClipPopover label={`${colorNames[first.color]} clip`} onClose={() => close(false)}>
          <ClipEditor
            key={first.id}
            clip={first}
            adjustable={isOwn(first)}
            actions={clipping.actions}
            writing={writing}
            onDone={() => close(true)}
          />
          {props.uses?.(first.id)}
        </ClipPopover>
      ) : (
        <ClipPopover label={`${clips.length} clips here`} onClose={() => close(false)}>
          <ClipChoice
            clips={clips}
            onChoose={({ id }) => clipping.show({ ids: [id], writing: false })}
          />
        </ClipPopover>
      )}
    </Floating>
  );
}

/** The words that all of several clips share; those of the first when there are none. */
function overlapOf(clips: readonly Clip[], first: Clip): { start: number; end: number } {
  const start = Math.max(...clips.map((clip) => clip.start));
  const end = Math.min(...clips.map((clip) => clip.end));
  return end > start ? { start, end } : first;
}
