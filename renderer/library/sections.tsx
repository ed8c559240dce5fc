/** The kinds of things in the notebook, with how many there are. */
import { FileText, Inbox, Library, Quote, Tag, Trash2, type LucideIcon } from "lucide-react";
import type { NotebookInfo, Section } from "../../electron/api.ts";
import { formatNumber } from "../ui/format.ts";

interface SectionEntry {
  readonly section: Section;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count: (info: NotebookInfo) => number;
}

const entries: readonly SectionEntry[] = [
  { section: "articles", label: "All articles", icon: Library, count: (info) => info.articles },
  { section: "unread", label: "Unread", icon: Inbox, count: (info) => info.unread },
  { section: "clips", label: "Clips", icon: Quote, count: (info) => info.clips },
  { section: "notes", label: "Notes", icon: FileText, count: (info) => info.notes },
  { section: "tags", label: "Tags", icon: Tag, count: (info) => info.tags },
  { section: "trash", label: "Trash", icon: Trash2, count: (info) => info.trash },
];

/** What the list below shows, in a word. */
export function sectionLabel(section: Section): string {
  return entries.find((entry) => entry.section === section)?.label ?? "";
}

export interface SectionsProps {
  /** Null until it is known. */
  readonly info: NotebookInfo | null;
  readonly shown: Section;
  readonly onShow: (section: Section) => void;
}

export function Sections({ info, shown, onShow }: SectionsProps) {
  return (
    <ul className="library-sections" aria-label="Sections">
      {entries.map(({ section, label, icon: Icon, count }) => (
        <li key={section}>
          <button
            type="button"
            className="library-section"
            aria-current={section === shown || (section === "tags" && shown === "tag")}
            onClick={() => onShow(section)}
          >
            <Icon size={16} strokeWidth={1.5} />
            {label}
            <span className="library-count">{info ? formatNumber(count(info)) : ""}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
