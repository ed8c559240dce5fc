/** Word's lists: the file holds no numbers, only how to count them. */
import type { Shape } from "../office/flow.ts";
import { numberOf, valueOf, type Styles } from "./styles.ts";
import { childOf, childrenOf, type XmlElement } from "../xml-tree.ts";

interface Level {
  readonly start: number;
  readonly isNumbered: boolean;
  /** False for lists without a mark, which programs use for paragraphs that go on under an item. */
  readonly isMarked: boolean;
}

export interface Numbering {
  /** Counts the next item of a list; null when its paragraphs carry no mark. */
  readonly item: (list: string, level: number) => Extract<Shape, { kind: "listItem" }> | null;
}

interface List {
  readonly counter: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Where counting begins anew, by level. */
  readonly restarts: ReadonlyMap<number, number>;
}

const plainLevel: Level = { start: 1, isNumbered: false, isMarked: true };

/** The lists of a file. */
export function readNumbering(root: XmlElement | null, styles: Styles): Numbering {
  const lists = root === null ? new Map<string, List>() : listsIn(root, styles);
  const counts = new Map<string, number[]>();
  const started = new Set<string>();
  return {
    item: (id, wanted) => {
      const list = lists.get(id);
      if (id === "0" || list === undefined) return null;
      const depth = Math.min(Math.max(wanted, 0), 8);
      const level = list.levels.get(depth) ?? plainLevel;
      if (!level.isMarked) return null;
      const numbers = counts.get(list.counter) ?? [];
      counts.set(list.counter, numbers);
      const restart = list.restarts.get(depth);
      const key = `${id}:${depth}`;
      if (restart !== undefined && !started.has(key)) numbers[depth] = restart;
      else numbers[depth] = (numbers[depth] ?? level.start - 1) + 1;
      started.add(key);
      numbers.length = depth + 1;
      return {
        kind: "listItem",
        depth,
        ordered: level.isNumbered,
        number: level.isNumbered ? numbers[depth] : null,
      };
    },
  };
}

function listsIn(root: XmlElement, styles: Styles): Map<string, List> {
  const kinds = new Map<string, XmlElement>();
  for (const kind of childrenOf(root, "w:abstractNum")) {
    kinds.set(kind.attributes["w:abstractNumId"] ?? "", kind);
  }
  const kindOf = new Map<string, string>();
  for (const list of childrenOf(root, "w:num")) {
    kindOf.set(list.attributes["w:numId"] ?? "", valueOf(childOf(list, "w:abstractNumId")) ?? "");
  }
  const lists = new Map<string, List>();
  for (const list of childrenOf(root, "w:num")) {
    const id = list.attributes["w:numId"] ?? "";
    const counter = styledKind(kindOf.get(id) ?? "", kinds, kindOf, styles);
    const kind = kinds.get(counter);
    const levels = kind === undefined ? new Map<number, Level>() : levelsIn(kind);
    const restarts = new Map<number, number>();
    for (const override of childrenOf(list, "w:lvlOverride")) {
      const depth = Number(override.attributes["w:ilvl"] ?? 0);
      const start = numberOf(childOf(override, "w:startOverride"));
      if (start !== null) restarts.set(depth, start);
      for (const [at, level] of levelsIn(override)) levels.set(at, level);
    }
    lists.set(id, { counter, levels, restarts });
  }
  return lists;
}

/** A kind of list may only name a style, whose own list says how it looks. */
function styledKind(
  id: string,
  kinds: ReadonlyMap<string, XmlElement>,
  kindOf: ReadonlyMap<string, string>,
  styles: Styles,
): string {
  const kind = kinds.get(id);
  const style = kind === undefined ? null : valueOf(childOf(kind, "w:numStyleLink"));
  const list = styles.chain(style)[0]?.list ?? null;
  return list === null ? id : (kindOf.get(list) ?? id);
}

function levelsIn(element: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childrenOf(element, "w:lvl")) {
    const format = valueOf(childOf(level, "w:numFmt")) ?? "decimal";
    const mark = valueOf(childOf(level, "w:lvlText")) ?? "";
    const hasPicture = childOf(level, "w:lvlPicBulletId") !== null;
    levels.set(Number(level.attributes["w:ilvl"] ?? 0), {
      start: numberOf(childOf(level, "w:start")) ?? 1,
      isNumbered: format !== "bullet" && format !== "none",
      isMarked: format !== "none" && (mark.trim() !== "" || hasPicture),
    });
  }
  return levels;
}
