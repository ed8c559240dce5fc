/** Asks for the TeX of a formula and shows what it makes. */
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { drawFormula } from "./math-drawing.ts";
import { $isMathNode } from "./math-node.ts";

export interface MathDialogProps {
  readonly editor: LexicalEditor;
  readonly formula: NodeKey;
  readonly onClose: () => void;
}

export function MathDialog({ editor, formula, onClose }: MathDialogProps) {
  const [{ source: before, display }] = useState(() =>
    editor.read(() => {
      const node = $getNodeByKey(formula);
      return $isMathNode(node)
        ? { source: node.getSource(), display: node.isDisplay() }
        : { source: "", display: false };
    }),
  );
  const [source, setSource] = useState(before);
  /** Puts TeX in; a formula without any is taken away. */
  const close = (next: string) => {
    editor.update(() => {
      const node = $getNodeByKey(formula);
      if (!$isMathNode(node)) return;
      if (next.trim() === "") {
        node.selectNext();
        node.remove();
      } else if (next !== node.getSource()) node.setSource(next.trim());
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={() => close(before)}
      keepOpen
      title="Formula"
      actions={
        <>
          <Button onPress={() => close(before)}>Cancel</Button>
          <Button variant="primary" keys="Mod+Enter" onPress={() => close(source)}>
            Save formula
          </Button>
        </>
      }
    >
      <textarea
        className="note-math-source"
        aria-label="Formula in TeX"
        placeholder="e^{i\pi} + 1 = 0"
        rows={3}
        maxLength={10_000}
        spellCheck={false}
        // The dialog was opened to write this.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          close(source);
        }}
      />
      <Preview source={source} display={display} />
    </Dialog>
  );
}

function Preview({ source, display }: { readonly source: string; readonly display: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) drawFormula(element.current, source, display);
  }, [source, display]);
  return <div ref={element} className="note-math-preview" aria-live="polite" />;
}
