/** How a note of the open notebook gets clips for passages that come into it. */
import { call, CallError } from "../../api.ts";
import type { ClipsFor } from "./quote-transfer.ts";
import { notebookClips } from "../links/targets.ts";

/**
 * The clips of passages, made where there are none yet. Null when one is not in this notebook: then
 * none is made, because clips that are there are asked for first.
 */
export const clipsForPassages: ClipsFor = async (passages) => {
  const ids = passages.flatMap((each) => ("clip" in each ? [each.clip] : []));
  try {
    const known = ids.length === 0 ? [] : await call("clips.get", { ids });
    if (known.length < new Set(ids).size) return null;
    const made: string[] = [];
    for (const passage of passages) made.push(await clipOf(passage));
    await notebookClips.load(made);
    return made;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
};

async function clipOf(passage: Parameters<ClipsFor>[0][number]): Promise<string> {
  if ("clip" in passage) return passage.clip;
  const { version, start, end } = passage;
  const clip = await call("clips.create", { version, start, end, color: "plain", comment: "" });
  return clip.id;
}
