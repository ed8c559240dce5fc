/** Everything that can be done with one clip: colour, comment, words, note, delete. */
import {
  ChevronLeft,
  ChevronRight,
  Copy,
  CornerDownLeft,
  GripVertical,
  Send,
  TextSelect,
  Trash2,
} from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { Clip, ClipColor } from "../../electron/api.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { ClipChange } from "./clip-change.tsx";
import { colorNames } from "../clip-colors.ts";
import { colors } from "./colors.ts";
import { keysFor } from "../commands.ts";
import type { ClipActions } from "./actions.ts";

export interface ClipEditorProps {
  readonly clip: Clip;
  readonly actions: ClipActions;
  /** Whether to begin in the comment. */
  readonly writing: boolean;
  /** Whether it was made on the text that shows, so that its words can be changed there. */
  readonly adjustable: boolean;
  /** Called by Mod+Enter in the comment, and after a deletion. */
  readonly onDone: () => void;
}

/** A clip's editor. Give it the clip's id as key. */
export function ClipEditor({ clip, actions, writing, adjustable, onDone }: ClipEditorProps) {
  return (
    <div className="reader-editor">
      <ClipChange clip={clip} actions={actions} onLeave={onDone} />
      <Colors color={clip.color} onChange={(color) => actions.change(clip.id, { color })} />
      <Comment
        comment={clip.comment}
        writing={writing}
        onSave={(comment) => actions.change(clip.id, { comment })}
        onDone={onDone}
      />
      {adjustable ? <Words clip={clip} actions={actions} onDone={onDone} /> : null}
      <div className="reader-editor-row">
        {/* For the mouse; the keyboard has "Send to note". */}
        <span
          className="reader-grip"
          draggable
          title="Drag into a note"
          aria-hidden="true"
          onDragStart={(event) => {
            event.stopPropagation();
            actions.drag(event, clip);
          }}
        >
          <GripVertical size={16} strokeWidth={1.5} />
        </span>
        <Button variant="primary" onPress={() => actions.quote(clip)}>
          <CornerDownLeft size={14} strokeWidth={1.5} aria-hidden="true" />
          Quote to note
        </Button>
        <span className="reader-editor-space" />
        <IconButton
          label="Send to note…"
          keys={keysFor("reader.sendToNote")}
          icon={<Send size={16} strokeWidth={1.5} aria-hidden="true" />}
          onPress={() => actions.send(clip)}
        />
        <IconButton
          label="Copy words"
          icon={<Copy size={16} strokeWidth={1.5} aria-hidden="true" />}
          onPress={() => actions.copy(clip)}
        />
        <IconButton
          label="Delete clip"
          icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />}
          onPress={() => {
            actions.remove([clip]);
            onDone();
          }}
        />
      </div>
      {actions.earlier(clip)}
    </div>
  );
}

interface ColorsProps {
  readonly color: ClipColor;
  readonly onChange: (color: ClipColor) => void;
}

function Colors({ color, onChange }: ColorsProps) {
  const name = useId();
  return (
    <fieldset className="reader-colors">
      <legend className="unseen">Colour</legend>
      {colors.map((each) => (
        <label key={each} className="reader-swatch" data-color={each} title={colorNames[each]}>
          <input
            type="radio"
            name={name}
            aria-label={colorNames[each]}
            checked={each === color}
            onChange={() => onChange(each)}
          />
        </label>
      ))}
      <span className="reader-colors-name" aria-hidden="true">
        {colorNames[color]}
      </span>
    </fieldset>
  );
}

interface CommentProps {
  readonly comment: string;
  readonly writing: boolean;
  readonly onSave: (comment: string) => void;
  readonly onDone: () => void;
}

/** A comment is saved on leaving it, and while one pauses, so that a crash costs a second at most. */
const pauseMs = 1_000;

function Comment({ comment, writing, onSave, onDone }: CommentProps) {
  const [draft, setDraft] = useState(comment);
  const field = useRef<HTMLTextAreaElement>(null);
  const saved = useRef(comment);
  const save = () => {
    if (draft === saved.current) return;
    saved.current = draft;
    onSave(draft);
  };
  const saveLatest = useEffectEvent(save);
  useEffect(() => {
    const timer = setTimeout(() => saveLatest(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const leave = () => saveLatest();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  // It was changed from elsewhere: an undo, or an earlier one that was brought back.
  const adopt = useEffectEvent((stored: string) => {
    if (draft !== saved.current || document.activeElement === field.current) return;
    saved.current = stored;
    setDraft(stored);
  });
  useEffect(() => adopt(comment), [comment]);
  useEffect(() => {
    if (writing) field.current?.focus();
  }, [writing]);
  return (
    <textarea
      ref={field}
      className="reader-comment"
      aria-label="Comment"
      placeholder="Add a comment"
      rows={1}
      maxLength={1_000_000}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        save();
        onDone();
      }}
    />
  );
}

interface WordsProps {
  readonly clip: Clip;
  readonly actions: ClipActions;
  readonly onDone: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** Moves either end of the clip by a word, or lets new words be selected. */
function Words({ clip, actions, onDone }: WordsProps) {
  return (
    <div className="reader-editor-row" role="group" aria-label="Words of the clip">
      <span className="reader-words-end">Start</span>
      <IconButton
        label="Start a word earlier"
        keys={keysFor("clip.startEarlier")}
        icon={<ChevronLeft {...icon} />}
        onPress={() => actions.nudge(clip, "start", -1, "word")}
      />
      <IconButton
        label="Start a word later"
        keys={keysFor("clip.startLater")}
        icon={<ChevronRight {...icon} />}
        onPress={() => actions.nudge(clip, "start", 1, "word")}
      />
      <span className="reader-words-end">End</span>
      <IconButton
        label="End a word earlier"
        keys={keysFor("clip.endEarlier")}
        icon={<ChevronLeft {...icon} />}
        onPress={() => actions.nudge(clip, "end", -1, "word")}
      />
      <IconButton
        label="End a word later"
        keys={keysFor("clip.endLater")}
        icon={<ChevronRight {...icon} />}
        onPress={() => actions.nudge(clip, "end", 1, "word")}
      />
      <span className="reader-editor-space" />
      <IconButton
        label="Select other words"
        icon={<TextSelect {...icon} />}
        onPress={() => {
          actions.adjust(clip);
          onDone();
        }}
      />
    </div>
  );
}
