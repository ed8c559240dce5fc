/** The inside of a dialog's window: a message, perhaps a list of files, and buttons. */

export interface DialogForm {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  /** What Enter presses, and what Escape does. */
  readonly defaultButton: number;
  readonly cancelButton: number;
  readonly files: {
    /** The place that stands in the field at first. */
    readonly place: string;
    readonly many: boolean;
    readonly folders: boolean;
  } | null;
}

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
}

export type FromForm =
  | { readonly kind: "list"; readonly folder: string }
  | { readonly kind: "answer"; readonly button: number; readonly paths: readonly string[] };

/**
 * Draws the dialog and returns what lists a folder's entries in it.
 *
 * Runs in the dialog's page as its own source text: it refers to nothing outside.
 */
export function drawDialog(
  form: DialogForm,
  tell: (message: FromForm) => void,
): (entries: readonly Entry[]) => void {
  const element = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    text: string,
    style: string,
  ): HTMLElementTagNameMap[Name] => {
    const made = document.createElement(name);
    made.textContent = text;
    made.style.cssText = style;
    return made;
  };
  document.documentElement.style.cssText = "color-scheme: light dark; height: 100%";
  document.body.style.cssText =
    "margin: 0; padding: 16px; box-sizing: border-box; height: 100%; display: flex; " +
    "flex-direction: column; gap: 12px; font: 14px system-ui, sans-serif";
  document.body.replaceChildren(element("strong", form.message, ""));
  if (form.detail !== "")
    document.body.append(element("p", form.detail, "margin: 0; overflow-wrap: anywhere"));

  const place = element("input", "", "font: inherit; padding: 6px");
  place.ariaLabel = "Path";
  const list = element(
    "ul",
    "",
    "flex: 1; overflow: auto; margin: 0; padding: 0; list-style: none",
  );
  if (form.files) {
    place.value = form.files.place;
    document.body.append(place, list);
  }

  const chosen = new Set<string>();
  const answer = (button: number) => {
    const paths =
      chosen.size > 0 ? [...chosen] : [place.value.trim()].filter((each) => each !== "");
    tell({ kind: "answer", button, paths });
  };
  const choose = ({ path, isFolder }: Entry, more: boolean) => {
    if (!more) chosen.clear();
    if (!isFolder || form.files?.folders) chosen.add(path);
    place.value = [...chosen].join("  ");
    if (chosen.size === 0) place.value = path;
    for (const item of list.querySelectorAll<HTMLElement>("button"))
      item.style.background = chosen.has(item.dataset["path"] ?? "") ? "Highlight" : "none";
  };
  const item = (entry: Entry): HTMLElement => {
    const button = element(
      "button",
      entry.isFolder ? `${entry.name}/` : entry.name,
      "all: unset; display: block; box-sizing: border-box; width: 100%; padding: 4px; cursor: default",
    );
    button.dataset["path"] = entry.path;
    button.addEventListener("click", (event) =>
      choose(entry, (event.ctrlKey || event.metaKey) && Boolean(form.files?.many)),
    );
    button.addEventListener("dblclick", () => {
      if (entry.isFolder) tell({ kind: "list", folder: entry.path });
      else answer(form.defaultButton);
    });
    const row = element("li", "", "");
    row.append(button);
    return row;
  };

  const row = element("div", "", "display: flex; gap: 8px; justify-content: flex-end");
  form.buttons.forEach((label, index) => {
    const button = element("button", label, "font: inherit; padding: 6px 16px");
    button.addEventListener("click", () => answer(index));
    row.append(button);
    if (index === form.defaultButton) queueMicrotask(() => (form.files ? place : button).focus());
  });
  document.body.append(row);
  place.addEventListener("input", () => chosen.clear());
  window.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape") answer(form.cancelButton);
    if (key === "Enter" && target === place) answer(form.defaultButton);
  });
  return (entries) => {
    chosen.clear();
    list.replaceChildren(...entries.map(item));
  };
}
