/** A modal dialog: focus stays in it, Escape closes it, focus returns to where it came from. */
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import "./floating.css";
import "./ui.css";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the likeliest last. */
  readonly actions?: ReactNode;
  /**
   * `form` is for fields with labels beside them, `wide` for tables and lists, `full` for those that
   * have a window's worth of them.
   */
  readonly size?: "small" | "form" | "wide" | "full";
  /** A click beside it does not close it: what was typed would be lost. */
  readonly keepOpen?: boolean;
}

/** Shows a dialog while `open`. */
export function Dialog({ open, onClose, title, children, actions, ...how }: DialogProps) {
  const { size = "small", keepOpen = false } = how;
  return (
    <ModalOverlay
      className="ui-veil"
      isDismissable={!keepOpen}
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={`ui-modal ui-modal-${size}`}>
        <AriaDialog className="ui-dialog">
          <Heading slot="title" className="ui-dialog-title">
            {title}
          </Heading>
          {/* Whatever is in it, the keyboard must be able to scroll it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="ui-dialog-body" tabIndex={0}>
            {children}
          </div>
          {actions === undefined ? null : <div className="ui-dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
