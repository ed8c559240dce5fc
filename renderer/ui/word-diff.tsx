import { Fragment } from "react";

/** A piece of two texts that are compared, word by word. */
export interface DiffPart {
  readonly kind: "kept" | "added" | "removed";
  readonly text: string;
}

/** What was added is underlined, what was left out struck through; both are named for who cannot see it. */
export function WordDiff({ diff }: { readonly diff: readonly DiffPart[] }) {
  let at = 0;
  return diff.map(({ kind, text }) => {
    const key = at;
    at += text.length + 1;
    switch (kind) {
      case "kept":
        return text;
      case "added":
        return (
          <Fragment key={key}>
            {/^\s/.test(text) ? " " : ""}
            <ins>{text.trimStart()}</ins>
          </Fragment>
        );
      case "removed":
        // The space before it is not struck through.
        return (
          <Fragment key={key}>
            {" "}
            <del>{text.trim()}</del>
          </Fragment>
        );
    }
  });
}
