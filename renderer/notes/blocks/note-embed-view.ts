/**
 * Draws an embed: the title of its note, and its text below. Plain DOM, because it stands inside the
 * editor's text.
 */
import type { LexicalEditor } from "lexical";
import type { EmbeddedNote, HeadedTarget, HeadingRef, TargetTitle } from "../../../electron/api.ts";
import { linkTitle } from "../../../electron/text/notes/link-words.ts";
import type { EmbedConfig } from "./note-embed.ts";
import { OPEN_TARGET_COMMAND } from "../links/open-target.ts";

/** Notes within notes within notes; deeper ones are only named. */
const deepest = 3;

interface ShownBody {
  readonly body: ReturnType<NonNullable<EmbedConfig["show"]>>;
  readonly sizes: ResizeObserver;
}

/** What is shown in each frame, so that it is drawn over and not anew. */
const bodies = new WeakMap<HTMLElement, ShownBody>();

/** An empty frame; {@link drawEmbedTitle} and {@link drawEmbed} fill it. */
export function embedFrame(page: Document): HTMLElement {
  const frame = page.createElement("section");
  frame.className = "note-embed";
  const title = button(page, "note-embed-title");
  title.setAttribute("role", "link");
  const line = page.createElement("p");
  line.className = "note-embed-line";
  line.hidden = true;
  const act = button(page, "note-embed-act");
  act.hidden = true;
  const text = page.createElement("div");
  text.className = "note-embed-text";
  const more = button(page, "note-embed-more");
  more.hidden = true;
  frame.append(title, line, act, text, more);
  return frame;
}

function button(page: Document, className: string): HTMLButtonElement {
  const made = page.createElement("button");
  made.type = "button";
  made.className = className;
  // Keys on a button are its own: Enter in the text would part a paragraph.
  made.addEventListener("keydown", (event) => {
    if (/^(?:Enter| )$/.test(event.key) && !event.altKey) event.stopPropagation();
  });
  return made;
}

function part(frame: HTMLElement, name: "title" | "line" | "act" | "text" | "more"): HTMLElement {
  const element = frame.querySelector<HTMLElement>(`:scope > .note-embed-${name}`);
  if (!element) throw new RangeError("Expected a frame made by embedFrame.");
  return element;
}

/** Says what a frame shows; `title` is undefined while it is not known, null for an unknown note. */
export function drawEmbedTitle(
  frame: HTMLElement,
  written: string,
  heading: HeadingRef | undefined,
  title: TargetTitle | null | undefined,
): void {
  const shown = linkTitle(
    title?.title || written || "Untitled note",
    title?.place?.words || heading?.words,
  );
  part(frame, "title").textContent = shown;
  frame.setAttribute("aria-label", `Embedded: ${shown}`);
  const state = stateOf(title);
  frame.dataset["state"] = state;
  say(frame, "title", sentences[state] ?? "");
  const act = part(frame, "act");
  act.textContent = acts[state] ?? "";
  act.hidden = act.textContent === "";
}

type EmbedState = "known" | "trash" | "wanted" | "missing" | "headless";

function stateOf(title: TargetTitle | null | undefined): EmbedState {
  if (title === undefined) return "known";
  if (title === null || title.missing) return title?.absence ?? "missing";
  return title.place === null ? "headless" : "known";
}

const sentences: { readonly [State in EmbedState]?: string } = {
  trash: "This note is in the trash.",
  wanted: "There is no note of this title yet.",
  missing: "This note is not in the notebook. Delete this block, or embed another note.",
  headless: "This heading is not in the note any more.",
};

/** What can be done about it. */
const acts: { readonly [State in EmbedState]?: string } = {
  trash: "Restore note",
  wanted: "Make the note",
  headless: "Open the note",
};

/** What is said in place of the text, or below it: what is true of the note comes first. */
function say(frame: HTMLElement, about: "title" | "text", sentence: string): void {
  frame.dataset[about === "title" ? "titleLine" : "textLine"] = sentence;
  const line = part(frame, "line");
  const said = frame.dataset["titleLine"] || frame.dataset["textLine"] || "";
  line.textContent = said;
  line.hidden = said === "";
}

interface Drawn {
  readonly key: string;
  /** Undefined while it is not known, null when there is none. */
  readonly embedded: EmbeddedNote | null | undefined;
}

/** Draws the text, over what was drawn before. {@link endEmbed} ends it. */
export function drawEmbed(
  editor: LexicalEditor,
  frame: HTMLElement,
  { show, embeddedIn }: EmbedConfig,
  { key, embedded }: Drawn,
): void {
  const body = embedded?.body ?? "";
  const refusal = refusalOf(key, embeddedIn);
  if (refusal !== "" || body === "" || show === null) {
    endEmbed(frame);
    say(frame, "text", refusal || (embedded?.found === true ? "Nothing is written in it." : ""));
    return;
  }
  say(frame, "text", embedded?.cut === true ? "It is long: the note itself has the rest." : "");
  const drawn = bodies.get(frame);
  if (drawn) {
    drawn.body.update(body);
    return;
  }
  const place = part(frame, "text");
  const root = frame.ownerDocument.createElement("div");
  place.append(root);
  // In the next frame: what it changes would be another size in this one.
  const sizes = new ResizeObserver(() => requestAnimationFrame(() => fold(frame)));
  sizes.observe(root);
  const onOpen = (target: HeadedTarget) => {
    editor.dispatchCommand(OPEN_TARGET_COMMAND, target);
  };
  bodies.set(frame, { sizes, body: show(root, body, [...embeddedIn, key], onOpen) });
}

/** Takes away what an embed shows. */
export function endEmbed(frame: HTMLElement): void {
  const drawn = bodies.get(frame);
  drawn?.sizes.disconnect();
  drawn?.body.stop();
  bodies.delete(frame);
  part(frame, "text").replaceChildren();
  fold(frame);
}

function refusalOf(key: string, embeddedIn: readonly string[]): string {
  if (embeddedIn.includes(key)) return "A note is not shown inside itself.";
  return embeddedIn.length > deepest ? "It is embedded too deep to be shown here." : "";
}

/** Offers to show all of a long text. */
function fold(frame: HTMLElement): void {
  const text = part(frame, "text");
  const more = part(frame, "more");
  const isOpen = frame.dataset["open"] === "true";
  const isLong = isOpen || text.scrollHeight > text.clientHeight + 1;
  frame.dataset["long"] = String(isLong);
  more.hidden = !isLong || text.childElementCount === 0;
  more.textContent = isOpen ? "Show less" : "Show all";
  more.setAttribute("aria-expanded", String(isOpen));
}

/** Shows all of a long text, or its beginning again; false for a short one. */
export function toggleEmbed(frame: HTMLElement): boolean {
  if (part(frame, "more").hidden) return false;
  frame.dataset["open"] = String(frame.dataset["open"] !== "true");
  fold(frame);
  return true;
}
