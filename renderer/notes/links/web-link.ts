/** Links to the outside: http, https and mailto only, opened by Ctrl/Cmd+click and only through main. */
import { configExtension } from "@lexical/extension";
import { defineImportRule, DOMImportExtension, sel } from "@lexical/html";
import {
  autoLinkEmailMatcher,
  AutoLinkExtension,
  AutoLinkNode,
  autoLinkUrlMatcher,
  LinkExtension,
  LinkNode,
  type LinkMatcher,
} from "@lexical/link";
import {
  createCommand,
  defineExtension,
  isDOMNode,
  mergeRegister,
  type LexicalCommand,
  type LexicalEditor,
} from "lexical";

/** Opens an address outside the window. */
export const OPEN_ADDRESS_COMMAND: LexicalCommand<string> = createCommand("OPEN_ADDRESS_COMMAND");

/** Whether an address may be linked to. */
export function isAddress(url: string): boolean {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(url).protocol);
  } catch {
    // What cannot be parsed is not an address; there is nothing else to learn from the error.
    return false;
  }
}

/** The words of a link that leads anywhere else stay, the link does not. */
const importRule = defineImportRule({
  name: "commonplace/web-link",
  match: sel.tag("a"),
  $import: (context, element, $next) =>
    isAddress(element.getAttribute("href") ?? "") ? $next() : context.$importChildren(element),
});

/** Asks only of words that have one of the signs: every place in a paragraph is tried at each key. */
function onlyWith(signs: readonly string[], matcher: LinkMatcher): LinkMatcher {
  return (text) => (signs.some((sign) => text.includes(sign)) ? matcher(text) : null);
}

export const WebLinkExtension = defineExtension({
  name: "commonplace/web-link",
  theme: { link: "note-web-link" },
  dependencies: [
    configExtension(LinkExtension, { validateUrl: isAddress }),
    configExtension(AutoLinkExtension, {
      matchers: [
        onlyWith(["://", "www."], autoLinkUrlMatcher),
        onlyWith(["@"], autoLinkEmailMatcher),
      ],
    }),
    configExtension(DOMImportExtension, { rules: [importRule] }),
  ],
  register: (editor) =>
    mergeRegister(
      // Whatever way a link came in: pasted, typed, or in a body written by another program.
      editor.registerNodeTransform(LinkNode, $unwrapUnlessAddress),
      editor.registerNodeTransform(AutoLinkNode, $unwrapUnlessAddress),
      editor.registerRootListener((root) => {
        if (!root) return;
        const onClick = (event: MouseEvent) => openClicked(editor, event);
        root.addEventListener("click", onClick);
        root.addEventListener("auxclick", onClick);
        return () => {
          root.removeEventListener("click", onClick);
          root.removeEventListener("auxclick", onClick);
        };
      }),
    ),
});

function $unwrapUnlessAddress(link: LinkNode): void {
  if (isAddress(link.getURL())) return;
  for (const child of link.getChildren()) link.insertBefore(child);
  link.remove();
}

/** The window never follows a link by itself: with Ctrl or Cmd it is opened outside, else edited. */
function openClicked(editor: LexicalEditor, event: MouseEvent): void {
  const anchor =
    isDOMNode(event.target) && event.target instanceof Element
      ? event.target.closest("a[href]")
      : null;
  if (!anchor) return;
  event.preventDefault();
  const url = anchor.getAttribute("href") ?? "";
  if ((event.ctrlKey || event.metaKey) && event.button === 0 && isAddress(url)) {
    editor.dispatchCommand(OPEN_ADDRESS_COMMAND, url);
  }
}
