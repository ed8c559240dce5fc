/** Whether a text that somebody copied was written as Markdown. */

/** Signs that nobody makes by chance. */
const sure: readonly RegExp[] = [
  /^(```|~~~)[^`]*\n[^]*?^\1[ \t]*$/m,
  /^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$/m,
  /(?:^|\n[ \t]*\n)#{1,6} \S[^\n]*(?:\n[ \t]*\n|\n*$)/,
  /^[ \t]*[-*+] \[[ xX]\] \S/m,
  /^> ?\[![a-zA-Z]+\]/m,
  /\[[^\]\n]+\]\((?:https?:\/\/|mailto:|<commonplace:)[^)\n]+\)/,
  /(?<![\w*])\*\*(?![\s*])[^*\n]{1,300}(?<!\s)\*\*(?![\w*])/,
  /(?<![\w=])==(?![\s=])[^=\n]{1,300}(?<!\s)==(?![\w=])/,
  /^\[\^[\w-]+\]: /m,
];
/** Signs that a plain text may have too: only several of them say something. */
const likely =
  /^(?:[ \t]*[-*+] \S|[ \t]*\d{1,3}[.)] \S|> \S|(?:---|\*\*\*|___)[ \t]*$)|`[^`\n]+`|(?<![\w*])\*(?![\s*])[^*\n]+(?<!\s)\*(?![\w*])/gm;

/** Longer texts are judged by their beginning. */
const longest = 50_000;

export function looksLikeMarkdown(text: string): boolean {
  const beginning = text.slice(0, longest).replaceAll(/\r\n?/g, "\n");
  if (sure.some((sign) => sign.test(beginning))) return true;
  return (beginning.match(likely)?.length ?? 0) > 1;
}
