/** Go anywhere, do anything, by typing a little of its name. */
import {
  ChevronRight,
  FileText,
  Newspaper,
  Plus,
  Quote,
  Search,
  Tag as TagIcon,
  type LucideIcon,
} from "lucide-react";
import { useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import type { Suggestion, TagRow, Target, TargetKind } from "../../electron/api.ts";
import { fuzzyMatch } from "../../electron/text/fuzzy.ts";
import { call, isWaiting, useCall } from "../api.ts";
import { canRun, commandName, commands, runCommand, type Command } from "../commands.ts";
import { showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Choices, type Choice, type ChoiceGroup } from "../ui/choices.tsx";
import { countOf, formatIfDay } from "../ui/format.ts";
import { Keys } from "../ui/keys.tsx";
import { Overlay, returnFocus } from "../ui/overlay.tsx";
import { Segments, segmentsOf } from "../ui/segments.tsx";
import { recentCommands, rememberCommand } from "./recent-commands.ts";
import "./palette.css";

export interface PaletteProps {
  readonly open: boolean;
  /** Opens it with `>` typed. */
  readonly commandsFirst: boolean;
  readonly onClose: () => void;
  /** Called when something was opened, to go there. */
  readonly onEnter: (pane: "library" | "reader" | "notes") => void;
}

export function Palette(props: PaletteProps) {
  if (!props.open) return null;
  return <OpenPalette key={String(props.commandsFirst)} {...props} />;
}

/** From this many letters on, clips are looked through too. */
const lettersForClips = 3;

function OpenPalette({ commandsFirst, onClose, onEnter }: PaletteProps) {
  const [typed, setTyped] = useState(commandsFirst ? ">" : "");
  const navigation = useNavigation();
  const forCommands = typed.startsWith(">");
  const query = typed.trim().slice(0, 500);
  const suggested = useCall(
    "links.suggest",
    { query, limit: 20 },
    { enabled: !forCommands, keepLast: true },
  );
  const clips = useCall(
    "search.find",
    { query, limit: 5 },
    { enabled: !forCommands && query.length >= lettersForClips, keepLast: true },
  );

  const tags = useCall(
    "tags.suggest",
    { query: query.slice(0, 200), limit: 4 },
    { enabled: !forCommands && query !== "", keepLast: true },
  );

  const openTag = (id: string) => {
    onClose();
    navigation.openTag(id);
    onEnter("library");
  };
  const open = (target: Target) => {
    onClose();
    navigation.openTarget(target);
    onEnter(target.kind === "note" ? "notes" : "reader");
  };
  const create = () => {
    onClose();
    call("notes.create", { title: query })
      .then((note) => {
        navigation.openNote(note.id);
        onEnter("notes");
      })
      .catch(showFailure);
  };
  const run = (command: Command) => {
    // What it acts on must have its focus back first.
    flushSync(onClose);
    returnFocus();
    rememberCommand(command.id);
    runCommand(command.id);
  };

  const suggestions = suggested.data ?? [];
  const pending =
    !forCommands &&
    (isWaiting(suggested) ||
      (suggestions.length === 0 &&
        ((query.length >= lettersForClips && isWaiting(clips)) ||
          (query !== "" && isWaiting(tags)))));
  const groups: readonly ChoiceGroup[] = forCommands
    ? [{ title: "", choices: commandChoices(typed.slice(1), run) }]
    : [
        { title: "", choices: suggestions.map((each) => suggestionChoice(each, open)) },
        ...(query.length < lettersForClips
          ? []
          : [
              {
                title: "Clips",
                choices: (clips.data?.clips ?? []).map((hit) => ({
                  key: `clip-${hit.id}`,
                  content: (
                    <Line icon={Quote} detail={hit.title}>
                      <Segments segments={hit.segments} />
                    </Line>
                  ),
                  choose: () => open({ kind: "clip", id: hit.id }),
                })),
              },
            ]),
        {
          title: "Tags",
          choices:
            query === "" ? [] : (tags.data ?? []).map((tag) => tagChoice(tag, query, openTag)),
        },
        { title: "New", choices: query === "" ? [] : [createChoice(query, create)] },
      ];

  return (
    <Overlay label={forCommands ? "Commands" : "Go to anything"} onClose={onClose}>
      <Choices
        label={forCommands ? "Command" : "Go to"}
        placeholder="Go to an article, note, clip or tag; > for commands"
        icon={
          forCommands ? (
            <ChevronRight size={16} strokeWidth={1.5} />
          ) : (
            <Search size={16} strokeWidth={1.5} />
          )
        }
        value={typed}
        onChange={setTyped}
        groups={groups.filter((group) => group.choices.length > 0)}
        pending={pending}
        foot={<Hints forCommands={forCommands} />}
        onKey={(event) => {
          if (event.key !== "Enter" || !event.shiftKey || forCommands || query === "") return false;
          event.preventDefault();
          create();
          return true;
        }}
      />
    </Overlay>
  );
}

const icons: Readonly<Record<TargetKind, LucideIcon>> = {
  article: Newspaper,
  note: FileText,
  clip: Quote,
};

function suggestionChoice(each: Suggestion, open: (target: Target) => void): Choice {
  return {
    key: `${each.kind}-${each.id}`,
    content: (
      <Line icon={icons[each.kind]} detail={formatIfDay(each.detail)}>
        <Segments segments={segmentsOf(each.title, each.matches)} />
      </Line>
    ),
    choose: () => open({ kind: each.kind, id: each.id }),
  };
}

function tagChoice(tag: TagRow, query: string, open: (id: string) => void): Choice {
  const spans = fuzzyMatch(query, tag.name)?.matches ?? [];
  return {
    key: `tag-${tag.id}`,
    content: (
      <Line icon={TagIcon} detail={countOf(tag.articles, "article")}>
        <Segments segments={segmentsOf(tag.name, spans)} />
      </Line>
    ),
    choose: () => open(tag.id),
  };
}

function createChoice(title: string, create: () => void): Choice {
  return {
    key: "create",
    content: (
      <Line icon={Plus} detail={<Keys keys="Shift+Enter" />}>
        New note “{title}”
      </Line>
    ),
    choose: create,
  };
}

/** Commands that somebody can do now and whose label matches, the best first, else the recent first. */
function commandChoices(query: string, run: (command: Command) => void): readonly Choice[] {
  const recent = recentCommands();
  const recency = (id: string) => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0);
  return commands
    .flatMap((command: Command) => {
      const possible = canRun(command.id) && command.id !== "palette.commands";
      const match = possible ? fuzzyMatch(query, commandName(command)) : null;
      return match ? [{ command, match }] : [];
    })
    .toSorted(
      (a, b) => b.match.score - a.match.score || recency(b.command.id) - recency(a.command.id),
    )
    .map(({ command, match }) => ({
      key: command.id,
      content: (
        <Line detail={command.keys[0] ? <Keys keys={command.keys[0]} /> : null}>
          <Segments segments={segmentsOf(commandName(command), match.matches)} />
        </Line>
      ),
      choose: () => run(command),
    }));
}

interface LineProps {
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly detail: ReactNode;
}

function Line({ icon: Icon, children, detail }: LineProps) {
  return (
    <>
      {Icon ? <Icon className="palette-icon" size={16} strokeWidth={1.5} /> : null}
      <span className="palette-title" dir="auto">
        {children}
      </span>
      <span className="palette-detail" dir="auto">
        {detail}
      </span>
    </>
  );
}

function Hints({ forCommands }: { readonly forCommands: boolean }) {
  return (
    <span className="palette-hints">
      <span>
        <Keys keys="Enter" /> {forCommands ? "run" : "open"}
      </span>
      {forCommands ? null : (
        <>
          <span>
            <Keys keys="Shift+Enter" /> new note
          </span>
          <span>
            <Keys keys=">" /> commands
          </span>
        </>
      )}
      <span>
        <Keys keys="Escape" /> close
      </span>
    </span>
  );
}
