/** The bar at the top: the panes' switches, back and forward, what is open, the way to everything. */
import { ArrowLeft, ArrowRight, PanelLeft, PanelRight, Search } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { keysFor, runCommand, type CommandId } from "./commands.ts";
import { IconButton } from "./ui/button.tsx";
import { Keys, keyShortcuts } from "./ui/keys.tsx";

export interface TitleBarProps {
  /** Null when none is open. */
  readonly article: string | null;
  readonly note: string | null;
  readonly notebook: string;
  readonly libraryShown: boolean;
  readonly notesShown: boolean;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

const run = (id: CommandId) => () => void runCommand(id);
const icon = { size: 16, strokeWidth: 1.5 } as const;

export function TitleBar(props: TitleBarProps) {
  return (
    <header className="shell-bar">
      <div className="shell-bar-side">
        <IconButton
          label={props.libraryShown ? "Hide library" : "Show library"}
          icon={<PanelLeft {...icon} />}
          pressed={props.libraryShown}
          keys={keysFor("view.library")}
          onPress={run("view.library")}
        />
        <IconButton
          label="Back"
          icon={<ArrowLeft {...icon} />}
          keys={keysFor("go.back")}
          isDisabled={!props.canGoBack}
          onPress={run("go.back")}
        />
        <IconButton
          label="Forward"
          icon={<ArrowRight {...icon} />}
          keys={keysFor("go.forward")}
          isDisabled={!props.canGoForward}
          onPress={run("go.forward")}
        />
      </div>
      <p className="shell-where">
        <b>
          <bdi>{props.article ?? props.note ?? props.notebook}</bdi>
        </b>
        {props.article !== null && props.note !== null ? ` · ${props.note}` : null}
        {props.article !== null || props.note !== null ? ` — ${props.notebook}` : null}
      </p>
      <div className="shell-bar-side shell-bar-end">
        <AriaButton
          className="shell-search"
          aria-keyshortcuts={keyShortcuts(keysFor("search.open"))}
          onPress={run("search.open")}
        >
          <Search size={14} strokeWidth={1.5} />
          <span className="shell-search-words">Search everything</span>
          <Keys keys={keysFor("search.open")} />
        </AriaButton>
        <IconButton
          label={props.notesShown ? "Hide notes" : "Show notes"}
          icon={<PanelRight {...icon} />}
          pressed={props.notesShown}
          keys={keysFor("view.notes")}
          onPress={run("view.notes")}
        />
      </div>
    </header>
  );
}
