import { expect, test } from "vitest";
import { compactKeys, keyShortcuts } from "./keys.tsx";

test("a combination is written small for the eye", () => {
  expect(compactKeys("Mod+Shift+F")).toBe("Ctrl ⇧ F");
  expect(compactKeys("Alt+ArrowLeft")).toBe("Alt ←");
  expect(compactKeys("Mod++")).toBe("Ctrl +");
  expect(compactKeys("F6")).toBe("F6");
  expect(compactKeys("Escape")).toBe("Esc");
});

test("a combination is written in full for assistive technology", () => {
  expect(keyShortcuts("Mod+Shift+F")).toBe("Control+Shift+F");
});
