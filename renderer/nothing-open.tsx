/** What reader and note pane show while nothing is open in them. */
import { BookOpen, FileText } from "lucide-react";
import { useCall } from "./api.ts";
import { keysFor, runCommand } from "./commands.ts";
import { EmptyState } from "./ui/empty-state.tsx";

const icon = { size: 24, strokeWidth: 1.25 } as const;

/** Where nothing can be added. */
const nothingHere = "This notebook has no articles.";

export function NoArticle() {
  const { data } = useCall("notebook.info", {});
  if (!data) return null;
  if (data.articles === 0 && data.readOnly)
    return <EmptyState icon={<BookOpen {...icon} />} sentence={nothingHere} />;
  return data.articles === 0 ? (
    <EmptyState
      icon={<BookOpen {...icon} />}
      sentence="This notebook has no articles yet. Import some, or drop files anywhere on the window."
      action={{
        label: "Import files",
        keys: keysFor("import.files"),
        onPress: () => runCommand("import.files"),
      }}
    />
  ) : (
    <EmptyState
      icon={<BookOpen {...icon} />}
      sentence="Choose an article from the library, or go to one by its name."
      action={{
        label: "Go to anything",
        keys: keysFor("palette.open"),
        onPress: () => runCommand("palette.open"),
      }}
    />
  );
}

export function NoNote() {
  const { data } = useCall("notebook.info", {});
  if (!data) return null;
  if (data.readOnly)
    return <EmptyState icon={<FileText {...icon} />} sentence="No note is open." />;
  return (
    <EmptyState
      icon={<FileText {...icon} />}
      sentence="No note is open. Quotes from the reader make one by themselves."
      action={{
        label: "New note",
        keys: keysFor("note.create"),
        onPress: () => runCommand("note.create"),
      }}
    />
  );
}
