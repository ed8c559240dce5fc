import { z } from "zod";
import type {
  Backlinks,
  EmbeddedNote,
  LinkedMentions,
  Mentions,
  Note,
  NoteRow,
  PassagePreview,
  QuoteStates,
  Suggestion,
  TargetTitle,
  Undoable,
  WantedNote,
} from "../entities.ts";
import { id, line, target, headingRef, page, gives } from "./call.ts";

/** As large as a picture of a note may be. */
const imageBytes = 20_000_000;

/** Calls on notes and the links between them. */
export const noteCalls = {
  "notes.list": gives<{ readonly total: number; readonly rows: readonly NoteRow[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  "notes.get": gives<Note | null>()(z.strictObject({ id })),
  "notes.create": gives<Note>()(z.strictObject({ title: line })),
  "notes.rename": gives<null>()(z.strictObject({ id, title: line })),
  /** Other names that links and mentions find the note by. */
  "notes.aliases": gives<readonly string[]>()(z.strictObject({ id })),
  /** In place of those it had; null when that changes nothing. */
  "notes.setAliases": gives<Undoable | null>()(
    z.strictObject({ id, aliases: z.array(line).max(100) }),
  ),
  /** Compare and set: refused with `note-conflict` unless `base` is the stored revision. */
  "notes.save": gives<{ readonly revision: number }>()(
    z.strictObject({ id, base: z.int().min(0), body: z.string().max(16_000_000) }),
  ),
  /** Keeps a picture for a note; its body is saved on its own. Refused with `bad-request` for others. */
  "notes.addImage": gives<{ readonly hash: string }>()(
    z.strictObject({
      note: id,
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= imageBytes),
    }),
  ),
  "notes.delete": gives<Undoable>()(z.strictObject({ id })),

  /** Also `Note#heading` (of `note` when no note is named), `^words` of a clip, `Article^words`. */
  "links.suggest": gives<readonly Suggestion[]>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(50), note: id.optional() }),
  ),
  /** Articles to cite by author, year or title: titled as they are cited, with their title as detail. */
  "links.cite": gives<readonly Suggestion[]>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(50) }),
  ),
  /** In the order asked for; unknown targets come back as missing. */
  "links.titles": gives<readonly TargetTitle[]>()(
    z.strictObject({
      targets: z.array(target.extend({ heading: headingRef.optional() })).max(10_000),
    }),
  ),
  /**
   * What embeds show, in the order asked for; null for a note that is not there. `known` is a revision
   * whose text need not be given again.
   */
  "links.embedded": gives<readonly (EmbeddedNote | null)[]>()(
    z.strictObject({
      embeds: z
        .array(
          z.strictObject({
            note: id,
            heading: headingRef.optional(),
            known: z.int().min(0).nullable(),
          }),
        )
        .max(10_000),
    }),
  ),
  /** What `[[title]]` points to; reserves the id of a note that is not made yet. */
  "links.want": gives<WantedNote>()(z.strictObject({ title: line, note: id.optional() })),
  /** Where other notes name this one without linking to it. */
  "links.mentions": gives<Mentions>()(z.strictObject({ note: id })),
  /** Makes such words links; what was changed since it was found is left alone. */
  "links.linkMentions": gives<LinkedMentions>()(
    z.strictObject({
      note: id,
      mentions: z
        .array(z.strictObject({ note: id, revision: z.int().min(0), ordinal: z.int().min(0) }))
        .min(1)
        .max(1_000),
    }),
  ),
  /** What to show of an article or a clip without opening it; null for notes and what is not there. */
  "links.passage": gives<PassagePreview | null>()(z.strictObject({ target })),
  "links.back": gives<Backlinks>()(z.strictObject({ target })),

  /** The quotes of a note, or of all notes; lists those that are not verbatim. */
  "quotes.states": gives<QuoteStates>()(
    z.strictObject({ note: id.optional(), limit: z.int().min(1).max(10_000) }),
  ),
} as const;
