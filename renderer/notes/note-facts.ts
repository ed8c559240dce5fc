/** What a stored body points to, read without an editor: so that it can be known before it is shown. */
import type { Target, TargetKind } from "../../electron/api.ts";

export interface NoteFacts {
  readonly targets: readonly Target[];
  readonly clips: readonly string[];
}

/** The targets of all links and the clips of all quotes in a body; none when it is not readable. */
export function factsIn(body: string): NoteFacts {
  const targets: Target[] = [];
  const clips = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, clip, target, children } = node as Record<string, unknown>;
    if (type === "clip-quote" && typeof clip === "string") clips.add(clip);
    if (type === "notebook-link" && isTarget(target)) targets.push(target);
    if (Array.isArray(children)) for (const child of children) visit(child);
  };
  try {
    visit((JSON.parse(body || "{}") as { root?: unknown }).root);
  } catch {
    // The editor reads it next and says what is wrong with it.
  }
  return { targets, clips: [...clips] };
}

const kinds: ReadonlySet<unknown> = new Set<TargetKind>(["note", "article", "clip"]);

function isTarget(value: unknown): value is Target {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id } = value as Record<string, unknown>;
  return kinds.has(kind) && typeof id === "string";
}
