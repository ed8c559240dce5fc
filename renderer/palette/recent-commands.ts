/** The commands run last from the palette, kept on this machine: a convenience, nobody's data. */
const place = "palette.recent";
const most = 8;

/** Ids, the last one first. */
export function recentCommands(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    // Storage can be switched off or hold what another version wrote: then there are none.
    return [];
  }
}

export function rememberCommand(id: string): void {
  const ids = [id, ...recentCommands().filter((each) => each !== id)].slice(0, most);
  try {
    localStorage.setItem(place, JSON.stringify(ids));
  } catch {
    // A full or forbidden storage costs the order of a list.
  }
}
