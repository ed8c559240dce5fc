/** Nothing that is open is left behind unsaved: not by closing the window, not by opening another notebook. */
import { failureText } from "./failure.ts";
import { flushNotes } from "./notes/saving.ts";
import { saveStatus } from "./save-status.ts";
import { showToast } from "./ui/toast.tsx";

/** The window may go once everything is durable; until then main keeps it, and in the end asks. */
export function letClose(): void {
  flushNotes().then(
    () => window.commonplace.ready(),
    // The status line says why it is not saved. Main asks what to do about it.
    () => undefined,
  );
}

/**
 * Saves what is open, then leaves the notebook. When something cannot be saved the notebook stays, and
 * the person is told.
 */
export async function leaveNotebook(leave: () => Promise<unknown>): Promise<void> {
  try {
    await flushNotes();
  } catch {
    const status = saveStatus();
    const reason = status.state === "failed" ? status.reason : "it is still being saved.";
    showToast(`The notebook stays open, for what you wrote is not saved: ${reason}`);
    return;
  }
  try {
    await leave();
  } catch (error) {
    showToast(failureText(error));
  }
}
