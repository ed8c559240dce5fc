/** The few buttons of the reader, at the edge of the page. */
import { Quote, Search } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { countOf } from "../ui/format.ts";
import { ArticleMenu } from "./article-menu.tsx";
import { Outline, type OutlineProps } from "./outline.tsx";

export interface ReaderToolsProps {
  readonly outline: OutlineProps;
  readonly clips: number;
  readonly listed: boolean;
  readonly finding: boolean;
  readonly onList: () => void;
  readonly onFind: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** Outline, find, list of clips, the article's menu. The outline is left out for a text without headings. */
export function ReaderTools(props: ReaderToolsProps) {
  const { outline, clips, listed, finding, onList, onFind } = props;
  return (
    <div className="reader-tools" role="group" aria-label="Article tools">
      {outline.headings.length === 0 ? null : <Outline {...outline} />}
      <IconButton
        label="Find in article"
        keys="Mod+F"
        icon={<Search {...icon} />}
        pressed={finding}
        onPress={onFind}
      />
      <IconButton
        label={`List of ${countOf(clips, "clip")} in this article`}
        icon={<Quote {...icon} />}
        pressed={listed}
        onPress={onList}
      />
      <ArticleMenu />
    </div>
  );
}
