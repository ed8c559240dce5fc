/** The words of RTF that stand for characters, and those that begin groups of another kind. */
import type { Destination } from "./state.ts";

/** Groups that hold settings, or what is there twice. */
export const skipped = new Set(
  "colortbl header headerl headerr headerf footer footerl footerr footerf filetbl revtbl rsidtbl xe tc nonshppict nonesttables objdata sp shprslt upr ftnsep ftnsepc aftnsep aftnsepc themedata mmathPr mmathPict".split(
    " ",
  ),
);
/** Groups marked as ignorable whose text is wanted all the same. */
export const wanted = new Set(
  "shppict shpinst shptxt do dptxbxtext footnote fldinst bkmkstart listtable listoverridetable moMath moMathPara".split(
    " ",
  ),
);
/** Words that begin a group whose text, or whose words, are for something else than the article. */
export const places: ReadonlyMap<string, Destination> = new Map([
  ["fonttbl", "fonts"],
  ["stylesheet", "styles"],
  ["listtable", "lists"],
  ["listoverridetable", "lists"],
  ["info", "info"],
  ["creatim", "created"],
  ["listtext", "label"],
  ["pntext", "label"],
  ["fldinst", "instruction"],
  ["bkmkstart", "bookmark"],
]);
/** The fields of `\info` that are read. */
export const properties = new Set(["title", "author", "doccomm"]);
/** Words to the characters that they stand for. */
export const characters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    emdash: "—",
    endash: "–",
    emspace: " ",
    enspace: " ",
    qmspace: " ",
    bullet: "•",
    lquote: "‘",
    rquote: "’",
    ldblquote: "“",
    rdblquote: "”",
    zwj: "\u200d",
    zwnj: "\u200c",
    page: " ",
    column: " ",
  }),
);
/** The same for symbols; those of others stand for nothing. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["{", "{"],
  ["}", "}"],
  ["~", "\u00a0"],
  ["_", "\u2011"],
]);
