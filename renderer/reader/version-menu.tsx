/** Which of an article's versions shows, and the way to the others. */
import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import type { Version } from "../../electron/api.ts";
import { registerCommand } from "../commands.ts";
import { Button } from "../ui/button.tsx";
import { formatDate } from "../ui/format.ts";
import { MenuButton } from "../ui/menu.tsx";

/** The versions of an article, newest first, and what can be done with them. */
export interface VersionChoice {
  readonly versions: readonly Version[];
  /** The id of the one that shows. */
  readonly shown: string;
  readonly show: (version: string) => void;
  readonly compare: (from: string, to: string) => void;
}

/** The same, with where reading stands in the one that shows: another opens there. */
export interface PlacedVersions extends Omit<VersionChoice, "show"> {
  readonly show: (version: string, offset: number) => void;
}

const comparing = "compare";

/** `Version 2 of 3 · 12 May 2026`, a menu. It is there only when there is more than one. */
export function VersionMenu({ choice }: { readonly choice: VersionChoice }) {
  const { versions, shown, show, compare } = choice;
  const [open, setOpen] = useState(false);
  const version = versions.find(({ id }) => id === shown);
  const pair = pairWith(versions, shown);
  const [from, to] = [pair?.from ?? null, pair?.to ?? null];
  useEffect(() => {
    if (from === null || to === null) return undefined;
    const undo = [
      registerCommand("article.versions", () => setOpen(true)),
      registerCommand("article.compareVersions", () => compare(from, to)),
    ];
    return () => undo.forEach((each) => each());
  }, [from, to, compare]);
  if (!version || pair === null) return null;
  const name = `${numberOf(version, versions)} · ${formatDate(version.importedAt)}`;
  return (
    <MenuButton
      label={`${name}. Versions of the article`}
      isOpen={open}
      onOpenChange={setOpen}
      onAction={(id) => (id === comparing ? compare(pair.from, pair.to) : show(id))}
      groups={[
        {
          title: "Read",
          chosen: shown,
          entries: versions.map((each) => ({
            id: each.id,
            label: `Version ${each.number} · ${formatDate(each.importedAt)}`,
          })),
        },
        { title: "Compare", entries: [{ id: comparing, label: "Compare versions" }] },
      ]}
    >
      {name}
      <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
    </MenuButton>
  );
}

/** The bar over a version that is not the newest one; nothing over that. */
export function PastBar({ choice }: { readonly choice: VersionChoice }) {
  const { versions, shown, show, compare } = choice;
  const version = versions.find(({ id }) => id === shown);
  const newest = versions[0];
  if (!version || !newest || version === newest) return null;
  return (
    <div className="reader-past" role="group" aria-label="An older version">
      <p>You are reading {numberOf(version, versions).toLowerCase()}</p>
      <Button variant="quiet" onPress={() => compare(shown, newest.id)}>
        Compare versions
      </Button>
      <Button onPress={() => show(newest.id)}>Back to the newest</Button>
    </div>
  );
}

/** What to compare a version with: an older one with the newest, the newest with the one before. */
function pairWith(
  versions: readonly Version[],
  shown: string,
): { readonly from: string; readonly to: string } | null {
  const [newest, before] = versions;
  if (!newest || !before) return null;
  return { from: shown === newest.id ? before.id : shown, to: newest.id };
}

function numberOf({ number }: Version, versions: readonly Version[]): string {
  return `Version ${number} of ${versions[0]?.number ?? number}`;
}
