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
import { plainCitation, type CitationPart } from "../../../electron/text/citation.ts";
import type {
  CitedAs,
  HeadedTarget,
  HeadingRef,
  SerializedNotebookLink,
  Target,
  TargetTitle,
} from "../../../electron/api.ts";
import { createLive } from "../live.ts";
import { registerLiveNodes } from "../live-nodes.ts";
import { drawLink, shownWords } from "./link-drawing.ts";
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
  authorless: withField(booleanValue(), { field: "__authorless" }),
  prefix: withField(stringValue(), { field: "__prefix" }),
  suffix: withField(stringValue(), { field: "__suffix" }),
});

/** What a citation says of itself. */
export type CitationWords = Pick<CitationPart, "locator" | "prefix" | "suffix" | "authorless">;

/** What a link was last drawn with, beside what its node says. */
export interface ShownLink {
  title: string;
  heading: string;
  /** It stands in the note that it leads to. */
  isOwn: boolean;
  /** Null while it is not known how its article is cited. */
  citation: CitedAs | null;
  /** Of a citation, what only the note around it tells: its letter, and its place in its bracket. */
  letter: string;
  opens: boolean;
  closes: boolean;
}

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
  /** @internal */
  __authorless = false;
  /** @internal */
  __prefix = "";
  /** @internal */
  __suffix = "";
  /**
   * The title last drawn, for copying: Lexical asks for it where no editor is at hand. Not saved, and
   * shared by all copies of the node, which are frozen.
   * @internal
   */
  __shown: ShownLink = {
    title: "",
    heading: "",
    isOwn: false,
    citation: null,
    letter: "",
    opens: true,
    closes: true,
  };

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
    this.__authorless = previous.__authorless;
    this.__prefix = previous.__prefix;
    this.__suffix = previous.__suffix;
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
  /** What it says of its work, if it is a citation. */
  getCitation(): CitationWords {
    const { __locator, __prefix, __suffix, __authorless } = this.getLatest();
    return { locator: __locator, prefix: __prefix, suffix: __suffix, authorless: __authorless };
  }
  /** Says something else of its work. */
  setCitation({ locator, prefix, suffix, authorless }: CitationWords): this {
    const node = this.getWritable();
    node.__locator = locator;
    node.__prefix = prefix;
    node.__suffix = suffix;
    node.__authorless = authorless;
    return node;
  }

  /** The target with the heading that is meant. */
  getHeadedTarget(): HeadedTarget {
    const heading = this.getHeading();
    return { ...this.getTarget(), ...(heading === undefined ? {} : { heading }) };
  }

  override exportJSON(): SerializedNotebookLink {
    const node = this.getLatest();
    const { __target, __label, __title, __heading, __headingId, __cite } = node;
    const { __locator, __authorless, __prefix, __suffix } = node;
    const link = { type: "notebook-link", version: 1, target: __target, label: __label } as const;
    return {
      ...link,
      ...(__title === "" ? {} : { title: __title }),
      ...(__heading === "" ? {} : { heading: __heading }),
      ...(__headingId === "" ? {} : { headingId: __headingId }),
      ...(__cite ? { cite: true as const } : {}),
      ...(__locator === "" ? {} : { locator: __locator }),
      ...(__authorless ? { authorless: true as const } : {}),
      ...(__prefix === "" ? {} : { prefix: __prefix }),
      ...(__suffix === "" ? {} : { suffix: __suffix }),
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
    this.__shown.isOwn = this.__target.id === ownNoteOf(editor);
    drawLink(link, this, titlesOf(editor).peek(titleKey(this.getHeadedTarget())));
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
    const { locator, prefix, suffix, authorless } = this.getCitation();
    if (this.isCitation()) link.dataset["cite"] = locator;
    if (prefix) link.dataset["prefix"] = prefix;
    if (suffix) link.dataset["suffix"] = suffix;
    if (authorless) link.dataset["authorless"] = "";
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
  /** The article is cited, and this said of it. */
  readonly cite?: Partial<CitationWords> | undefined;
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
  node.__target = { kind: target.kind, id: target.id };
  node.__label = label;
  if (cite !== undefined) node.setCitation({ ...plainCitation, ...cite });
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

/** The id of the note in an editor; empty for none of the notebook's. */
export function ownNoteOf(editor: LexicalEditor): string {
  return getExtensionDependencyFromEditor(editor, NotebookLinkExtension).config.note;
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
    const { label = "", title = "", heading: words, headingId = "" } = element.dataset;
    const heading = words === undefined ? {} : { heading: { id: headingId, words } };
    const cite = citationIn(element.dataset);
    return [$createNotebookLinkNode(target, label, { title, ...heading, cite })];
  },
});

function citationIn(data: DOMStringMap): CitationWords | undefined {
  const { cite: locator, prefix = "", suffix = "", authorless } = data;
  if (locator === undefined) return undefined;
  return { locator, prefix, suffix, authorless: authorless !== undefined };
}

/** Titles for editors that are given none: nothing is known. */
const noTitles: Titles = createLive<TargetTitle>({
  fetch: async () => new Map(),
  onStale: () => () => {},
});

interface NotebookLinkConfig {
  readonly titles: Titles;
  /** The id of the note that is written in; empty for none. */
  readonly note: string;
}

export const NotebookLinkExtension = defineExtension({
  name: "commonplace/notebook-link",
  config: safeCast<NotebookLinkConfig>({ titles: noTitles, note: "" }),
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
          const before = JSON.stringify(node.__shown);
          drawLink(element, node, title);
          if (JSON.stringify(node.__shown) !== before)
            editor.dispatchCommand(LINK_TITLE_SHOWN_COMMAND, node.getKey());
        },
      ),
    );
  },
});
