import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noteOf, paragraph } from "../notebook-fixture.ts";
import { body, caretAtEnd, clearNotes, paste, saved, show, shown } from "../note-pane-fixture.tsx";

afterEach(clearNotes);

const hash = "a".repeat(64);
const picture = (fields: object = {}) => ({
  type: "image",
  version: 1,
  hash,
  alt: "",
  width: 40,
  height: 20,
  scale: 0,
  ...fields,
});
const frame = () => body().querySelector<HTMLElement>(".note-image");

async function canvasFile(type: string): Promise<File> {
  const canvas = new OffscreenCanvas(40, 20);
  canvas.getContext("2d")?.fillRect(0, 0, 20, 20);
  return new File([await canvas.convertToBlob({ type })], "drawn", { type });
}
function pasteFile(file: File) {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(file);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
}
const imageIn = (json: string | undefined) =>
  JSON.parse(json ?? "{}").root.children.find((each: { type: string }) => each.type === "image");

it("stores a pasted picture and keeps its hash and its size", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph("x"))]);
  await caretAtEnd();
  const file = await canvasFile("image/png");
  pasteFile(file);
  await expect.poll(() => frame()?.dataset["state"]).not.toBe("storing");
  await saved();
  expect(imageIn(notebook.notes.get("n1")?.body)).toMatchObject({
    hash: String(file.size).padStart(64, "0"),
    width: 40,
    height: 20,
  });
});

it("takes in a picture that came with a page's words, and a link to one from elsewhere", async () => {
  const { said } = await show([noteOf("n1", "One", paragraph(""))]);
  await caretAtEnd();
  const bytes = new Uint8Array(await (await canvasFile("image/png")).arrayBuffer());
  const data = `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
  paste({
    "text/html": `<p>before</p><img src="${data}" alt="a bar"><p>after</p><img src="https://a.example/b.png">`,
    "text/plain": "unused",
  });
  await expect
    .poll(() => frame()?.querySelector("img")?.getAttribute("src"))
    .toMatch(/^\/image\/0+/);
  expect(frame()?.querySelector("img")?.alt).toBe("a bar");
  expect(said).toEqual(["A picture in what you pasted lies elsewhere: only a link to it came in"]);
});

it("says why a picture was not put in, and leaves nothing of it", async () => {
  const { notebook, said } = await show([noteOf("n1", "One", paragraph("x"))]);
  await caretAtEnd();
  pasteFile(new File(["<svg/>"], "a.svg", { type: "image/svg+xml" }));
  pasteFile(new File([new Uint8Array(20_000_001)], "a.png", { type: "image/png" }));
  pasteFile(new File(["no picture"], "a.png", { type: "image/png" }));
  await expect.poll(() => said.length).toBe(3);
  notebook.failSaving({ code: "disk-full", message: "The disk is full.", advice: "" });
  pasteFile(await canvasFile("image/png"));
  await expect.poll(() => said.at(-1)).toMatch(/disk is full/);
  notebook.failSaving(null);
  expect(said[0]).toMatch(/^Only PNG/);
  expect(said[1]).toMatch(/has 21 MB; at most 20 MB/);
  expect(said[2]).toMatch(/not a picture/);
  await expect.poll(frame).toBeNull();
  expect(shown()).toBe("x");
});

it("is resized by keys and by its corner, and described by words", async () => {
  const { notebook } = await show([noteOf("n1", "One", paragraph("x"), picture(), paragraph(""))]);
  await expect.poll(frame).not.toBeNull();
  // The fixture serves no files; a picture that cannot be drawn can still be resized.
  await userEvent.click(page.elementLocator(frame() ?? body()));
  await userEvent.keyboard("-");
  const scale = () => Number.parseInt(frame()?.style.width ?? "");
  await expect.poll(scale).toBeGreaterThan(0);
  const before = scale();
  await userEvent.keyboard("+");
  await expect.poll(scale).toBe(before + 10);
  await userEvent.keyboard("{Enter}");
  const field = page.getByRole("textbox", { name: "What it shows" });
  await userEvent.fill(field, "A tide gauge");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => frame()?.querySelector("img")?.alt).toBe("A tide gauge");
  const handle = frame()?.querySelector(".note-image-handle");
  const box = handle?.getBoundingClientRect();
  const at = { pointerId: 1, bubbles: true, cancelable: true, clientX: box?.x ?? 0 };
  if (handle) handle.setPointerCapture = () => {};
  handle?.dispatchEvent(new PointerEvent("pointerdown", at));
  handle?.dispatchEvent(new PointerEvent("pointermove", { ...at, clientX: at.clientX + 2_000 }));
  handle?.dispatchEvent(new PointerEvent("pointerup", at));
  await saved();
  expect(imageIn(notebook.notes.get("n1")?.body)).toMatchObject({
    scale: 100,
    alt: "A tide gauge",
  });
});
