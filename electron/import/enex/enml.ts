/** The text of a note as Evernote writes it, XHTML with elements of its own, to blocks. */
import type { DraftBlock } from "../draft-blocks.ts";
import { isElement, type DomDocument, type DomElement } from "../html/dom.ts";
import { readWhole } from "../html/whole.ts";
import { expandEmptyTags } from "../xml-text.ts";
import { childOf, textIn, type XmlElement } from "../xml-tree.ts";
import type { NoteResource } from "./resources.ts";

export interface ReadEnml {
  readonly blocks: readonly DraftBlock[];
  readonly simplified: boolean;
  /** Passages that only Evernote can decrypt. */
  readonly encrypted: number;
  /** Pictures that the text shows and the export lacks. */
  readonly missing: number;
}

/** What the text of a note refers to. */
export interface NoteParts {
  readonly resources: readonly NoteResource[];
  readonly byHash: ReadonlyMap<string, NoteResource>;
  /** The `task` elements of the note. */
  readonly tasks: readonly XmlElement[];
}

/** Pictures that the text does not show come behind it; no task is left out either. */
export function readEnml(content: string, { resources, byHash, tasks }: NoteParts): ReadEnml {
  let encrypted = 0;
  let missing = 0;
  const prepare = (document: DomDocument): void => {
    const shown = new Set<string>();
    for (const media of document.querySelectorAll("en-media")) {
      const hash = media.getAttribute("hash")?.trim().toLowerCase() ?? "";
      const resource = byHash.get(hash);
      shown.add(hash);
      if (resource === undefined && /^image\//i.test(media.getAttribute("type") ?? ""))
        missing += 1;
      if (resource === undefined) media.remove();
      else media.replaceWith(shownIn(document, resource, media.getAttribute("alt") ?? ""));
    }
    for (const secret of document.querySelectorAll("en-crypt")) {
      encrypted += 1;
      const hint = secret.getAttribute("hint")?.trim() ?? "";
      const words = hint === "" ? "[Encrypted]" : `[Encrypted: ${hint}]`;
      secret.replaceWith(document.createTextNode(words));
    }
    showBoxes(document);
    for (const element of document.querySelectorAll("[style]")) {
      const style = element.getAttribute("style") ?? "";
      if (/-en-codeblock\s*:\s*true/.test(style)) element.replaceWith(codeIn(document, element));
    }
    showTasks(document, tasks);
    for (const resource of resources) {
      if (!resource.isPicture || shown.has(resource.hash)) continue;
      shown.add(resource.hash);
      document.body.appendChild(shownIn(document, resource, ""));
    }
  };
  const start = content.search(/<en-note[\s>/]/);
  const { blocks, simplified } = readWhole(
    expandEmptyTags(start < 0 ? content : content.slice(start)),
    prepare,
  );
  return { blocks, simplified, encrypted, missing };
}

/** A picture in its place; of any other file the name, as a program shows a file in a text. */
function shownIn(document: DomDocument, resource: NoteResource, alt: string): DomElement {
  if (!resource.isPicture) {
    const name = document.createElement("span");
    name.appendChild(document.createTextNode(`[${resource.shown}]`));
    return name;
  }
  const picture = document.createElement("img");
  picture.setAttribute("src", `resource:${resource.hash}`);
  picture.setAttribute("alt", alt);
  return picture;
}

/** Boxes to tick, written as an element of its own or in the style of an item. */
function showBoxes(document: DomDocument): void {
  for (const box of document.querySelectorAll("en-todo"))
    box.replaceWith(
      document.createTextNode(box.getAttribute("checked") === "true" ? "☑ " : "☐ "),
      // Readers of HTML take what follows an empty element of theirs for its content.
      ...box.childNodes,
    );
  for (const item of document.querySelectorAll("li[style]")) {
    const checked = /--en-checked\s*:\s*(true|false)/.exec(item.getAttribute("style") ?? "")?.[1];
    if (checked === undefined) continue;
    const text = document.createTextNode(checked === "true" ? "☑ " : "☐ ");
    const first = item.firstChild;
    // Within its first line, or it would be a line of its own.
    const line = first !== null && isElement(first) ? first : item;
    line.replaceChildren(text, ...line.childNodes);
  }
}

/** The lines of a box of code, each in a `div` of its own. */
function codeIn(document: DomDocument, box: DomElement): DomElement {
  const lines: string[] = [];
  for (const child of box.childNodes) {
    const text = child.textContent ?? "";
    if (child.nodeType !== 3 || /\S/.test(text)) lines.push(text);
  }
  const code = document.createElement("pre");
  code.appendChild(document.createTextNode(lines.join("\n").replaceAll("\u00a0", " ")));
  return code;
}

/** Tasks stand outside of the text, which names the group that is shown at a place. */
function showTasks(document: DomDocument, tasks: readonly XmlElement[]): void {
  const shown = new Set<XmlElement>();
  for (const place of document.querySelectorAll("[style]")) {
    const style = place.getAttribute("style") ?? "";
    const group = /--en-id\s*:\s*([\w-]+)/.exec(style)?.[1];
    if (group === undefined || !/--en-task-group\s*:\s*true/.test(style)) continue;
    const own = tasks.filter(
      (task) => textIn(childOf(task, "taskGroupNoteLevelID")).trim() === group,
    );
    for (const task of own) shown.add(task);
    place.replaceWith(...tasksIn(document, own));
  }
  const others = tasks.filter((task) => !shown.has(task));
  for (const list of tasksIn(document, others)) document.body.appendChild(list);
}

function tasksIn(document: DomDocument, tasks: readonly XmlElement[]): readonly DomElement[] {
  if (tasks.length === 0) return [];
  const list = document.createElement("ul");
  const weight = (task: XmlElement): string => textIn(childOf(task, "sortWeight")).trim();
  const byWeight = (a: XmlElement, b: XmlElement): number =>
    weight(a) < weight(b) ? -1 : Number(weight(a) > weight(b));
  for (const task of tasks.toSorted(byWeight)) {
    const isDone = /^completed$/i.test(textIn(childOf(task, "taskStatus")).trim());
    const item = document.createElement("li");
    const title = textIn(childOf(task, "title")).trim();
    item.appendChild(document.createTextNode(`${isDone ? "☑" : "☐"} ${title}`));
    list.appendChild(item);
  }
  return [list];
}
