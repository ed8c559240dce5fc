import { sameWords } from "../../text/fold.ts";
import type { AnchorFields } from "./anchors.ts";
import type { Database } from "../database.ts";

interface Row extends AnchorFields {
  readonly id: string;
  readonly quote: string;
}

/** Prepares the check of a version's anchors: a sentence for each that is missing or not true. */
export function openAnchorCheck({ sqlite }: Database) {
  const on = sqlite.prepare<[number], Row>(
    `select clip.id, clip.quote, kind, anchor."start", anchor."end", score, words, confirmed
     from anchor join clip using (clip_key)
     where anchor.version_key = ? and (clip.version_key <> anchor.version_key
       or anchor."start" is not clip."start" or anchor."end" is not clip."end")`,
  );
  const without = sqlite
    .prepare<[number], string>(
      `select clip.id from version join version as own using (article_key)
         join clip on clip.version_key = own.version_key
         left join anchor on anchor.clip_key = clip.clip_key and anchor.version_key = version.version_key
       where version.version_key = ? and own.number < version.number and anchor.clip_key is null`,
    )
    .pluck();

  return (versionKey: number, title: string, text: string): readonly string[] => [
    ...without
      .all(versionKey)
      .map((id) => `A clip of “${title}” has no place in a later version (${id}).`),
    ...on
      .all(versionKey)
      .filter((row) => !isTrue(row, text))
      .map(({ id }) => `A clip of “${title}” is not where a version has it (${id}).`),
  ];
}

function isTrue({ kind, start, end, words, quote }: Row, text: string): boolean {
  if (start === null || end === null) return kind === "lost" && start === end && words === null;
  if (kind === "lost" || !(start >= 0 && start < end && end <= text.length)) return false;
  const there = text.slice(start, end);
  if (words !== null) return there === words && kind !== "same";
  return kind === "same" ? there === quote : sameWords(there, quote);
}
