/**
 * A note, or a section of one, shown inside another: a block that stores what is meant by ids and draws
 * what it says today. Its words are never words of the note that it stands in.
 */
import {
  configExtension,
  getExtensionDependencyFromEditor,
  NodeSelectionDataSelectedExtension,
} from "@lexical/extension";
import { DOMImportExtension, defineImportRule, sel } from "@lexical/html";
import { RichTextExtension } from "@lexical/rich-text";
import {
  $applyNodeReplacement,
  $createParagraphNode,
  $getDocument,
  $getNodeByKey,
  DecoratorNode,
  defineExtension,
  HISTORY_MERGE_TAG,
  mergeRegister,
  nodeSchema,
  safeCast,
  stringValue,
  withField,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import type {
  EmbeddedNote,
  HeadedTarget,
  HeadingRef,
  SerializedNoteEmbed,
  TargetTitle,
  WantedNote,
} from "../../../electron/api.ts";
import { createLive } from "../live.ts";
import { registerLiveNodes } from "../live-nodes.ts";
import { registerEmbedKeys } from "./note-embed-keys.ts";
import { drawEmbed, drawEmbedTitle, embedFrame, endEmbed } from "./note-embed-view.ts";
import { $createNotebookLinkNode, NotebookLinkExtension } from "../links/notebook-link.ts";
import { embedKey, titleKey, type Embeds } from "../links/targets.ts";

/** Shows a body in an element; `embeddedIn` are the keys of what it stands in. */
export type ShowBody = (
  place: HTMLElement,
  body: string,
  embeddedIn: readonly string[],
  onOpen: (target: HeadedTarget) => void,
) => {
  /** Shows another body in its place. */
  readonly update: (body: string) => void;
  readonly stop: () => void;
};

/** What embeds need of the notebook around the editor. */
export interface EmbedConfig {
  readonly embeds: Embeds;
  readonly show: ShowBody | null;
  /** What the note is embedded in, from the outside in, and itself: keys as of {@link embedKey}. */
  readonly embeddedIn: readonly string[];
  /** What a title names; null where nothing is looked up. */
  readonly want: ((title: string) => Promise<WantedNote>) | null;
}

const schema = nodeSchema<NoteEmbedNode>()({
  note: withField(stringValue(), { field: "__note" }),
  title: withField(stringValue(), { field: "__title" }),
  heading: withField(stringValue(), { field: "__heading" }),
  headingId: withField(stringValue(), { field: "__headingId" }),
});

export class NoteEmbedNode extends DecoratorNode<null> {
  /** @internal */
  __note = "";
  /** @internal */
  __title = "";
  /** @internal */
  __heading = "";
  /** @internal */
  __headingId = "";

  override $config() {
    return this.config("note-embed", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__note = previous.__note;
    this.__title = previous.__title;
    this.__heading = previous.__heading;
    this.__headingId = previous.__headingId;
  }

  /** Empty while only the title is known. */
  getNote(): string {
    return this.getLatest().__note;
  }
  /** What the note was called when it was embedded. */
  getTitle(): string {
    return this.getLatest().__title;
  }
  /** The heading whose section is shown; undefined for the whole note. */
  getHeading(): HeadingRef | undefined {
    return headingOf(this.getLatest());
  }
  /** The note with the heading that is meant. */
  getHeadedTarget(): HeadedTarget {
    const heading = this.getHeading();
    return {
      kind: "note",
      id: this.getNote(),
      ...(heading === undefined ? {} : { heading }),
    };
  }

  override exportJSON(): SerializedNoteEmbed {
    const { __note, __title, __heading, __headingId } = this.getLatest();
    return {
      type: "note-embed",
      version: 1,
      note: __note,
      title: __title,
      ...(__heading === "" ? {} : { heading: __heading }),
      ...(__headingId === "" ? {} : { headingId: __headingId }),
    };
  }

  override isInline(): false {
    return false;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  /** As it is written: what it shows is copied from its own note. */
  override getTextContent(): string {
    const { __title, __heading } = this.getLatest();
    return `![[${__heading === "" ? __title : `${__title}#${__heading}`}]]`;
  }

  override createDOM(_config: EditorConfig, _editor: LexicalEditor): HTMLElement {
    const frame = embedFrame($getDocument());
    drawEmbedTitle(frame, this.__title, this.getHeading(), undefined);
    return frame;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const page = $getDocument();
    const paragraph = page.createElement("p");
    paragraph.dataset["commonplaceEmbed"] = this.getNote();
    paragraph.dataset["title"] = this.getTitle();
    const heading = this.getHeading();
    if (heading) paragraph.dataset["heading"] = heading.words;
    if (heading?.id) paragraph.dataset["headingId"] = heading.id;
    paragraph.textContent = this.getTextContent();
    return { element: paragraph };
  }
}

/** Reads the node at hand, where no editor is. */
function headingOf({ __heading, __headingId }: NoteEmbedNode): HeadingRef | undefined {
  return __heading === "" ? undefined : { id: __headingId, words: __heading };
}

/** An embed of a note, or of the section of a heading; an empty id is looked up by the title. */
export function $createNoteEmbedNode(
  note: string,
  title: string,
  heading?: HeadingRef,
): NoteEmbedNode {
  const node = new NoteEmbedNode();
  node.__note = note;
  node.__title = title;
  node.__heading = heading?.words ?? "";
  node.__headingId = heading?.id ?? "";
  return $applyNodeReplacement(node);
}

export function $isNoteEmbedNode(node: LexicalNode | null | undefined): node is NoteEmbedNode {
  return node instanceof NoteEmbedNode;
}

const written = /^[0-9a-z-]{0,64}$/i;

/** Our own embeds keep what they show when they are copied from note to note. */
const importRule = defineImportRule({
  name: "commonplace/note-embed",
  match: sel.tag("p").attr("data-commonplace-embed", written, { capture: "note" }),
  $import(context, { dataset }) {
    const { title = "", heading: words, headingId = "" } = dataset;
    const heading = words === undefined ? undefined : { id: headingId, words };
    return [$createNoteEmbedNode(context.captures.note[0], title, heading)];
  },
});

/** Embeds for editors that are given none: nothing is known. */
const noEmbeds: Embeds = createLive<EmbeddedNote>({
  fetch: async () => new Map(),
  onStale: () => () => {},
});

export const NoteEmbedExtension = defineExtension({
  name: "commonplace/note-embed",
  config: safeCast<EmbedConfig>({ embeds: noEmbeds, show: null, embeddedIn: [], want: null }),
  nodes: () => [NoteEmbedNode],
  dependencies: [
    // Its rule for paragraphs comes after ours, because we depend on it.
    RichTextExtension,
    NotebookLinkExtension,
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [NoteEmbedNode] }),
    configExtension(DOMImportExtension, { rules: [importRule] }),
  ],
  register(editor, config) {
    const { titles } = getExtensionDependencyFromEditor(editor, NotebookLinkExtension).config;
    const bodies = followBodies(editor, config);
    return mergeRegister(
      registerLiveNodes(
        editor,
        NoteEmbedNode,
        titles,
        (node) => titleKey(node.getHeadedTarget()),
        (frame, node, title) =>
          drawEmbedTitle(frame, node.__title, headingOf(node), titleOf(node, title)),
      ),
      bodies,
      registerEmbedKeys(editor, (node) => ($isNoteEmbedNode(node) ? node.getHeadedTarget() : null)),
      config.want === null ? () => {} : lookUpTitles(editor, config.want),
    );
  },
});

/** An embed without an id is about to be looked up. */
function titleOf(node: NoteEmbedNode, title: TargetTitle | null): TargetTitle | null | undefined {
  return node.__note === "" ? undefined : title;
}

/** Draws the text of each embed, as long as the embed is there. */
function followBodies(editor: LexicalEditor, config: EmbedConfig): () => void {
  const shown = new Map<NodeKey, HTMLElement>();
  const end = (key: NodeKey) => {
    const frame = shown.get(key);
    if (frame) endEmbed(frame);
    shown.delete(key);
  };
  return mergeRegister(
    registerLiveNodes(
      editor,
      NoteEmbedNode,
      config.embeds,
      (node) => embedKey(node.getNote(), node.getHeading()),
      (frame, node, embedded) => {
        const key = node.getKey();
        if (shown.get(key) !== frame) end(key);
        shown.set(key, frame);
        drawEmbed(editor, frame, config, {
          key: embedKey(node.__note, headingOf(node)),
          embedded: node.__note === "" ? undefined : embedded,
        });
      },
    ),
    editor.registerMutationListener(NoteEmbedNode, (mutations) => {
      for (const [key, mutation] of mutations) if (mutation === "destroyed") end(key);
    }),
    () => {
      for (const key of shown.keys()) end(key);
    },
  );
}

/** Finds the note that an embed names by its title; an article, which is not embedded, gets a link. */
function lookUpTitles(editor: LexicalEditor, want: NonNullable<EmbedConfig["want"]>): () => void {
  const lookUp = async (key: NodeKey, title: string) => {
    const found = await want(title);
    editor.update(
      () => {
        const node = $getNodeByKey(key);
        if (!$isNoteEmbedNode(node) || node.getNote() !== "") return;
        if (found.kind === "article") {
          const link = $createNotebookLinkNode({ kind: "article", id: found.id });
          node.replace($createParagraphNode().append(link));
        } else node.replace($createNoteEmbedNode(found.id, found.title, foundHeading(node, found)));
      },
      { tag: HISTORY_MERGE_TAG },
    );
  };
  return editor.registerMutationListener(NoteEmbedNode, (mutations) => {
    for (const [key, mutation] of mutations) {
      const title = mutation === "destroyed" ? "" : editor.read(() => $titleToFind(key));
      // What cannot be looked up now is when the note is opened again.
      if (title !== "") lookUp(key, title).catch(reportError);
    }
  });
}

function $titleToFind(key: NodeKey): string {
  const node = $getNodeByKey(key);
  if (!$isNoteEmbedNode(node) || node.getNote() !== "") return "";
  const heading = node.getHeading()?.words;
  return heading === undefined ? node.getTitle() : `${node.getTitle()}#${heading}`;
}

/** A title may hold the sign of a heading itself. */
function foundHeading(node: NoteEmbedNode, found: WantedNote): HeadingRef | undefined {
  return found.heading ?? (found.title.includes("#") ? undefined : node.getHeading());
}
