import { NotebookError } from "../../api.ts";
import { imageType } from "../../text/image-type.ts";
import type { Database } from "../database.ts";
import { imageExtensions, type Files } from "../storage/files.ts";

/** Prepares the pictures of notes: kept once among the notebook's files, named by their hash. */
export function openNoteImages(database: Database, files: Files) {
  const { sqlite } = database;
  const noteKey = sqlite
    .prepare<[string], number>(`select note_key from note where id = ? and live = 1`)
    .pluck();
  const addFile = sqlite.prepare<
    [{ hash: string; extension: string; type: string; size: number; at: number }]
  >(
    `insert into file (hash, extension, media_type, size, added_at)
     values (:hash, :extension, :type, :size, :at) on conflict (hash) do nothing`,
  );
  const addImage = sqlite.prepare<[number, string]>(
    `insert into note_image (note_key, file_key) select ?, file_key from file where hash = ?
     on conflict do nothing`,
  );
  return {
    /**
     * Keeps a picture for a note and gives its hash. The body that shows it is saved on its own.
     * Throws `bad-request` for what is no raster picture, `not-found` for a note that is not there.
     */
    async add(note: string, bytes: Uint8Array): Promise<{ readonly hash: string }> {
      const type = imageType(bytes);
      if (type === null)
        throw new NotebookError(
          "bad-request",
          "This is not a picture that a note can show.",
          "PNG, JPEG, GIF, WebP and AVIF can be used.",
        );
      const hash = await files.addImage(bytes, type);
      database.write(() => {
        const key = noteKey.get(note);
        if (key === undefined)
          throw new NotebookError("not-found", "This note is not in the notebook.");
        const row = { hash, extension: imageExtensions[type], type, size: bytes.length };
        addFile.run({ ...row, at: database.now() });
        addImage.run(key, hash);
      });
      return { hash };
    },
  };
}
