/** The few tags that bibliographies have in titles, abstracts and notes, as plain text. */
import { decodeEntities } from "../html/entities.ts";

const tag =
  /<\/?(?:jats:)?(?:a|b|big|blockquote|br|div|em|h[1-6]|i|inf|italic|bold|li|ol|p|pre|s|sc|scp|sec|small|span|strong|sub|sup|title|tt|u|ul)\b[^<>]{0,500}>/gi;
const breaks =
  /<\/?(?:jats:)?(?:blockquote|br|div|h[1-6]|li|ol|p|pre|sec|title|ul)\b[^<>]{0,500}>/gi;

/** Without tags; where one begins a new paragraph, there is a line feed. Signs such as `a < b` stay. */
export function withoutTags(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const bare = text.replace(breaks, "\n").replace(tag, "");
  const isReferring = /&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i.test(bare) && bare.length < 100_000;
  return (isReferring ? decodeEntities(bare) : bare).replace(/\s*\n\s*/g, "\n").trim();
}
