/**
 * A link to a note, an article or a clip of this notebook: one node among the words, which shows the
 * words its writer chose or else the target's title of today.
 */
import {
  configExtension,
  getExtensionDependencyFromEditor,
  NodeSelectionDataSelectedExtension,
} from "@lexical/extension";
import { DOMImportExtension, defineImportRule, sel } from "@lexical/html";
import {
  $applyNodeReplacement,
  $getDocument,
  $insertNodes,
  booleanValue,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  DecoratorNode,
  defineExtension,
  enumValue,
  mergeRegister,
  nodeSchema,
  objectValue,
  safeCast,
  stringValue,
  withField,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import type {
  HeadedTarget,
  HeadingRef,
  SerializedNotebookLink,
  Target,
  TargetTitle,
} from "../../../electron/api.ts";
import { citationWords } from "../../../electron/text/citation.ts";
import { linkTitle } from "../../../electron/text/note-body.ts";
import { createLive } from "../live.ts";
import { registerLiveNodes } from "../live-nodes.ts";
import { registerOpening } from "./open-target.ts";
import { titleKey, type Titles } from "./targets.ts";
import { WebLinkExtension } from "./web-link.ts";

/** Inserts a link at the selection; an empty label shows the target's title. */
export const INSERT_NOTEBOOK_LINK_COMMAND: LexicalCommand<{
  readonly target: Target;
  readonly label: string;
}> = createCommand("INSERT_NOTEBOOK_LINK_COMMAND");

/** A link, by its node's key, shows another title than before: its words are others, its node is not. */
export const LINK_TITLE_SHOWN_COMMAND: LexicalCommand<NodeKey> = createCommand(
  "LINK_TITLE_SHOWN_COMMAND",
);

const schema = nodeSchema<NotebookLinkNode>()({
  label: withField(stringValue(), { field: "__label" }),
  target: withField(
    objectValue({ kind: enumValue(["note", "article", "clip"]), id: stringValue() }),
    { field: "__target" },
  ),
  title: withField(stringValue(), { field: "__title" }),
  heading: withField(stringValue(), { field: "__heading" }),
  headingId: withField(stringValue(), { field: "__headingId" }),
  cite: withField(booleanValue(), { field: "__cite" }),
  locator: withField(stringValue(), { field: "__locator" }),
});

export class NotebookLinkNode extends DecoratorNode<null> {
  /** @internal */
  __target: Target = { kind: "note", id: "" };
  /** @internal */
  __label = "";
  /** @internal */
  __title = "";
  /** @internal */
  __heading = "";
  /** @internal */
  __headingId = "";
  /** @internal */
  __cite = false;
  /** @internal */
  __locator = "";
  /**
   * The title last drawn, for copying: Lexical asks for it where no editor is at hand. Not saved, and
   * shared by all copies of the node, which are frozen.
   * @internal
   */
  __shown = { title: "", heading: "", citation: "" };

  override $config() {
    return this.config("notebook-link", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__target = previous.__target;
    this.__label = previous.__label;
    this.__title = previous.__title;
    this.__heading = previous.__heading;
    this.__headingId = previous.__headingId;
    this.__cite = previous.__cite;
    this.__locator = previous.__locator;
    this.__shown = previous.__shown;
  }

  getTarget(): Target {
    return this.getLatest().__target;
  }
  /** Empty when the target's own title is shown. */
  getLabel(): string {
    return this.getLatest().__label;
  }

  /** What the note is to be called that this was written for before there was one; else empty. */
  getTitle(): string {
    return this.getLatest().__title;
  }

  /** The heading that is meant; undefined for the whole note. */
  getHeading(): HeadingRef | undefined {
    const { __heading, __headingId } = this.getLatest();
    return __heading === "" ? undefined : { id: __headingId, words: __heading };
  }

  /** Whether the article is cited rather than named. */
  isCitation(): boolean {
    return this.getLatest().__cite;
  }
  /** Where in what is cited; empty for all of it. */
  getLocator(): string {
    return this.getLatest().__locator;
  }

  /** The target with the heading that is meant. */
  getHeadedTarget(): HeadedTarget {
    const heading = this.getHeading();
    return { ...this.getTarget(), ...(heading === undefined ? {} : { heading }) };
  }

  override exportJSON(): SerializedNotebookLink {
    const { __target, __label, __title, __heading, __headingId, __cite, __locator } =
      this.getLatest();
    const link = { type: "notebook-link", version: 1, target: __target, label: __label } as const;
    return {
      ...link,
      ...(__title === "" ? {} : { title: __title }),
      ...(__heading === "" ? {} : { heading: __heading }),
      ...(__headingId === "" ? {} : { headingId: __headingId }),
      ...(__cite ? { cite: true as const } : {}),
      ...(__locator === "" ? {} : { locator: __locator }),
    };
  }

  override isInline(): true {
    return true;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override getTextContent(): string {
    return shownWords(this.getLatest());
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const link = $getDocument().createElement("span");
    link.className = "note-link";
    link.setAttribute("role", "link");
    link.dataset["kind"] = this.__target.kind;
    draw(link, this, titlesOf(editor).peek(titleKey(this.getHeadedTarget())));
    return link;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const link = $getDocument().createElement("a");
    link.dataset["commonplace"] = titleKey(this.getTarget());
    if (this.getLabel()) link.dataset["label"] = this.getLabel();
    const heading = this.getHeading();
    if (heading) link.dataset["heading"] = heading.words;
    if (heading?.id) link.dataset["headingId"] = heading.id;
    if (this.isCitation()) link.dataset["cite"] = this.getLocator();
    if (this.getTitle()) link.dataset["title"] = this.getTitle();
    link.textContent = this.getTextContent();
    return { element: link };
  }
}

/** What a link may say beside its target and label. */
export interface LinkDetails {
  /** What its note is to be called, where there is none yet. */
  readonly title?: string;
  /** What is meant of the note. */
  readonly heading?: HeadingRef | undefined;
  /** The article is cited, there: `p. 4`, or empty for all of it. */
  readonly cite?: string | undefined;
}

export function $createNotebookLinkNode(
  target: Target,
  label = "",
  { title = "", heading, cite }: LinkDetails = {},
): NotebookLinkNode {
  const node = new NotebookLinkNode();
  node.__title = title;
  node.__heading = heading?.words ?? "";
  node.__headingId = heading?.id ?? "";
  node.__cite = cite !== undefined;
  node.__locator = cite ?? "";
  node.__target = { kind: target.kind, id: target.id };
  node.__label = label;
  return $applyNodeReplacement(node);
}

export function $isNotebookLinkNode(
  node: LexicalNode | null | undefined,
): node is NotebookLinkNode {
  return node instanceof NotebookLinkNode;
}

function titlesOf(editor: LexicalEditor): Titles {
  return getExtensionDependencyFromEditor(editor, NotebookLinkExtension).config.titles;
}

function draw(
  link: HTMLElement,
  node: NotebookLinkNode,
  title: TargetTitle | null | undefined,
): void {
  const state = stateOf(node, title);
  if (title) {
    node.__shown.title = title.title;
    node.__shown.heading = title.place?.words ?? "";
    node.__shown.citation = title.citation ?? title.title;
  }
  const text = shownWords(node, title === undefined ? "…" : "Untitled");
  if (link.textContent !== text) link.textContent = text;
  link.dataset["state"] = state;
  const hint = hintOf(node, state, title?.title ?? "");
  if (hint === "") link.removeAttribute("title");
  else link.title = hint;
}

/** What a link shows: its label, or what its target is called, or how it is cited. */
function shownWords(node: NotebookLinkNode, unknown = ""): string {
  const { __label, __shown, __title, __heading, __cite, __locator } = node;
  if (__label) return __label;
  if (__cite) return citationWords(__shown.citation || unknown, __locator);
  return linkTitle(__shown.title || __title || unknown, __shown.heading || __heading);
}

type LinkState = "known" | "missing" | "trash" | "wanted" | "headless";

function stateOf(node: NotebookLinkNode, title: TargetTitle | null | undefined): LinkState {
  if (title === undefined) return "known";
  if (title !== null && !title.missing) return title.place === null ? "headless" : "known";
  return title?.absence ?? (node.__title ? "wanted" : "missing");
}

/** What there is to say about a link beyond its words; nothing where they say it all. */
function hintOf(node: NotebookLinkNode, state: LinkState, title: string): string {
  const { kind } = node.__target;
  switch (state) {
    case "wanted":
      return "There is no note of this title yet. Click to make it";
    case "trash":
      return `This ${kind} is in the trash`;
    case "missing":
      return `This ${kind} is not in the notebook`;
    case "headless":
      return `The heading “${node.__heading}” is not in this note any more`;
    case "known":
      return node.__label || node.__cite ? title : "";
  }
}

const written = /^(note|article|clip):([0-9a-z-]{1,64})$/i;

/** Our own links keep what they point to when they are copied from note to note. */
const importRule = defineImportRule({
  name: "commonplace/notebook-link",
  match: sel.tag("a").attr("data-commonplace", written, { capture: "target" }),
  $import(context, element) {
    const [, kind, id] = context.captures.target;
    if (id === undefined) return [];
    // The pattern admits these three only.
    const target = { kind: kind as Target["kind"], id };
    const { label = "", title = "", heading: words, headingId = "", cite } = element.dataset;
    const heading = words === undefined ? {} : { heading: { id: headingId, words } };
    return [$createNotebookLinkNode(target, label, { title, ...heading, cite })];
  },
});

/** Titles for editors that are given none: nothing is known. */
const noTitles: Titles = createLive<TargetTitle>({
  fetch: async () => new Map(),
  onStale: () => () => {},
});

export const NotebookLinkExtension = defineExtension({
  name: "commonplace/notebook-link",
  config: safeCast<{ readonly titles: Titles }>({ titles: noTitles }),
  nodes: () => [NotebookLinkNode],
  dependencies: [
    // Its rule for anchors comes after ours, because we depend on it.
    WebLinkExtension,
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [NotebookLinkNode] }),
    configExtension(DOMImportExtension, { rules: [importRule] }),
  ],
  register(editor, { titles }) {
    return mergeRegister(
      editor.registerCommand(
        INSERT_NOTEBOOK_LINK_COMMAND,
        ({ target, label }) => {
          $insertNodes([$createNotebookLinkNode(target, label)]);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      registerOpening(editor, (node) =>
        $isNotebookLinkNode(node) ? node.getHeadedTarget() : null,
      ),
      registerLiveNodes(
        editor,
        NotebookLinkNode,
        titles,
        (node) => titleKey(node.getHeadedTarget()),
        (element, node, title) => {
          const before = node.__shown.title;
          draw(element, node, title);
          if (node.__shown.title !== before)
            editor.dispatchCommand(LINK_TITLE_SHOWN_COMMAND, node.getKey());
        },
      ),
    );
  },
});
