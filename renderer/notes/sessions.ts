/** The notes that are open or not yet saved, each once, whoever shows them. */
import type { LinkMenuConfig } from "./links/link-menu.ts";
import { startSession, type NoteSession } from "./note-session.ts";

interface Entry {
  readonly opening: Promise<NoteSession & { end(): void }>;
  holders: number;
}

const entries = new Map<string, Entry>();

/** A note held open until `release` is called. */
export interface Hold {
  readonly session: Promise<NoteSession>;
  release(): void;
}

/** Opens a note, or takes the one that is open. A failure is that of reading it. */
export function holdNote(id: string, links: LinkMenuConfig, onError: (error: Error) => void): Hold {
  let entry = entries.get(id);
  if (!entry) {
    const opening = startSession(id, links, onError);
    entry = { opening, holders: 0 };
    entries.set(id, entry);
    opening.catch(() => entries.delete(id));
  }
  const held = entry;
  held.holders += 1;
  let released = false;
  return {
    session: held.opening,
    release() {
      if (released) return;
      released = true;
      held.holders -= 1;
      void letGo(id, held);
    },
  };
}

/**
 * Ends a note nobody shows once it is saved; until then it stays, and goes on trying. One that went to
 * the trash with its last words unsaved stays too, for when it is taken out again.
 */
async function letGo(id: string, entry: Entry): Promise<void> {
  let session;
  try {
    session = await entry.opening;
  } catch {
    // It never opened; whoever asked for it was told.
    return;
  }
  const saved = await session.flush();
  if (entry.holders > 0 || entries.get(id) !== entry) return;
  if (saved) {
    entries.delete(id);
    session.end();
    return;
  }
  const stop = session.saved.subscribe((isSaved) => {
    if (!isSaved) return;
    queueMicrotask(() => stop());
    void letGo(id, entry);
  });
}

/** Forgets an open note without saving it, so that it is read again when it is next opened. */
export async function forgetNote(id: string): Promise<void> {
  const entry = entries.get(id);
  if (!entry) return;
  entries.delete(id);
  (await entry.opening).end();
}
