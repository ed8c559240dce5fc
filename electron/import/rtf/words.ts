/** The words of RTF that stand for characters, and those that begin groups of another kind. */

/** Groups that hold settings, or what is there twice. */
export const skipped = new Set(
  "colortbl header headerl headerr headerf footer footerl footerr footerf filetbl revtbl listtable listoverridetable rsidtbl xe tc nonshppict nonesttables objdata sp shprslt upr ftnsep ftnsepc aftnsep aftnsepc themedata mmathPr mmathPict".split(
    " ",
  ),
);
/** Groups marked as ignorable whose text is wanted all the same. */
export const wanted = new Set(
  "shppict shpinst shptxt do dptxbxtext footnote fldinst bkmkstart moMath moMathPara".split(" "),
);
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
