/** What notes make of the clips of an article. */
export interface ArticleUsage {
  readonly clips: number;
  /** The ids of clips that no note outside the trash quotes or links to, in text order. */
  readonly unused: readonly string[];
  /** The words of all clips that notes quote, each clip counted once. */
  readonly words: number;
}
