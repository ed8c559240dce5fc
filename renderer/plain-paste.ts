/** Pasting words alone from the menu and the palette; by its keys the page does it itself. */
import { call } from "./api.ts";

/** Marks a paste of which words alone are wanted, whatever they look like. */
export const plainFlavour = "text/x-commonplace-plain";

/** Puts the words on the clipboard where the focus is. Nothing happens where no words can be put. */
export async function pastePlain(): Promise<void> {
  const words = await call("clipboard.read", {});
  const target = document.activeElement;
  if (words === "" || !target) return;
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", words);
  clipboardData.setData(plainFlavour, "");
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  // Whoever knows better what to do with it prevents the rest. Only this way can it be undone in a field.
  if (target.dispatchEvent(paste)) document.execCommand("insertText", false, words);
}
