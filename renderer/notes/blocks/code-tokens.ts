/** Code as parts that mean different things: what a highlighter wrote as HTML, read as spans of text. */

/** How a part is drawn; the style sheet has a colour for each. */
export const codeKinds = [
  "keyword",
  "string",
  "comment",
  "number",
  "title",
  "attribute",
  "meta",
  "addition",
  "deletion",
] as const;
export type CodeKind = (typeof codeKinds)[number];

export interface CodeToken {
  /** UTF-16 units of the code. */
  readonly start: number;
  readonly end: number;
  readonly kind: CodeKind;
}

/** The names that code blocks can choose from, by what is stored. */
export const languageNames = {
  "": "Plain text",
  bash: "Bash",
  c: "C",
  cpp: "C++",
  csharp: "C#",
  css: "CSS",
  diff: "Diff",
  go: "Go",
  xml: "HTML, XML",
  ini: "INI, TOML",
  java: "Java",
  javascript: "JavaScript",
  json: "JSON",
  kotlin: "Kotlin",
  latex: "LaTeX",
  markdown: "Markdown",
  php: "PHP",
  python: "Python",
  r: "R",
  ruby: "Ruby",
  rust: "Rust",
  sql: "SQL",
  swift: "Swift",
  typescript: "TypeScript",
  yaml: "YAML",
} as const;

/** What people write after a fence for some of them. */
const aliases: Readonly<Record<string, keyof typeof languageNames>> = {
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  "c++": "cpp",
  cs: "csharp",
  patch: "diff",
  golang: "go",
  html: "xml",
  svg: "xml",
  toml: "ini",
  js: "javascript",
  jsx: "javascript",
  kt: "kotlin",
  tex: "latex",
  md: "markdown",
  py: "python",
  rb: "ruby",
  rs: "rust",
  ts: "typescript",
  tsx: "typescript",
  yml: "yaml",
  text: "",
  txt: "",
  plain: "",
};

/** The name in {@link languageNames} for what is stored or was typed; null for one that is not known. */
export function languageOf(written: string): keyof typeof languageNames | null {
  const name = written.toLowerCase();
  if (Object.hasOwn(languageNames, name)) return name as keyof typeof languageNames;
  return aliases[name] ?? null;
}

const kindOf: Readonly<Record<string, CodeKind>> = {
  keyword: "keyword",
  "selector-tag": "keyword",
  tag: "keyword",
  name: "keyword",
  built_in: "title",
  title: "title",
  section: "title",
  type: "title",
  "template-tag": "title",
  string: "string",
  regexp: "string",
  char: "string",
  link: "string",
  code: "string",
  comment: "comment",
  quote: "comment",
  doctag: "comment",
  number: "number",
  literal: "number",
  symbol: "number",
  bullet: "number",
  attr: "attribute",
  attribute: "attribute",
  variable: "attribute",
  property: "attribute",
  "selector-class": "attribute",
  "selector-id": "attribute",
  "template-variable": "attribute",
  meta: "meta",
  addition: "addition",
  deletion: "deletion",
};

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};
const piece = /<span class="hljs-([\w-]+)[^"]*">|<span[^>]*>|<\/span>|&[#\w]+;|[^<&]+/g;

/** The spans of what highlight.js gives, the innermost where they lie within each other. */
export function tokensOf(html: string): readonly CodeToken[] {
  const tokens: { start: number; end: number; kind: CodeKind }[] = [];
  const open: (CodeKind | null)[] = [];
  let at = 0;
  for (const [text, scope] of html.matchAll(piece)) {
    if (text === "</span>") open.pop();
    else if (text.startsWith("<span")) open.push(kindOf[scope ?? ""] ?? open.at(-1) ?? null);
    else {
      const end = at + (entities[text] ?? text).length;
      const kind = open.at(-1) ?? null;
      const last = tokens.at(-1);
      if (kind !== null && last?.end === at && last.kind === kind) last.end = end;
      else if (kind !== null) tokens.push({ start: at, end, kind });
      at = end;
    }
  }
  return tokens;
}
