/** The reader: the root that asks for an article and its clips, and makes calls of what is done. */
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { deletedText } from "../deleted-clips.ts";
import type { Settings } from "../../electron/api.ts";
import { call, CallError, useCall, useEvent } from "../api.ts";
import { useNavigation, type Navigation, type Place } from "../navigation.ts";
import type { QuotedPassage } from "../passages.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import type { ReaderActions } from "./actions.ts";
import { ArticleDetails } from "./article-details.tsx";
import { ArticleView } from "./article-view.tsx";
import { SendToNote } from "./send-to-note.tsx";
import { useOriginalCommands } from "./use-original-commands.ts";

export interface ReaderProps {
  /** The id of the article to show. */
  readonly article: string;
  /** Where to open it; null for where it was left. */
  readonly place: Place | null;
  /** Changes at each navigation, also to the same place. */
  readonly placeKey: number;
  readonly settings: Settings;
  /** The open note, where quotes go first; null when none is. */
  readonly note?: string | null;
  /** Shown under the text. */
  readonly footer: ReactNode;
}

/** Where versions were left since they were fetched, as offsets: saving a position refetches nothing. */
const leftAt = new Map<string, number>();

const lostClip =
  "The words of this clip are not in this version of the article. The list of clips has them.";

/** Shows an article. While the next one is fetched the last one stays, so that nothing blinks. */
export function Reader({
  article: id,
  place,
  placeKey,
  settings,
  note = null,
  footer,
}: ReaderProps) {
  const navigation = useNavigation();
  const article = useCall("articles.get", { id }, { keepLast: true });
  const clips = useCall("clips.ofArticle", { article: id }, { keepLast: true });
  const shown = article.data;
  const version = shown?.version;
  const shownId = shown?.id;
  const [sending, setSending] = useState<readonly QuotedPassage[] | null>(null);
  const actions = useMemo(
    () =>
      shownId === undefined || version === undefined
        ? null
        : readerActions(navigation, shownId, version, setSending),
    [navigation, shownId, version],
  );

  const wanted =
    place && "clip" in place ? clips.data?.find((clip) => clip.id === place.clip) : undefined;
  const lost =
    wanted?.article === shownId &&
    wanted?.anchor.version === version &&
    wanted?.anchor.start === null;
  useEffect(() => {
    if (wanted && lost) navigation.announce(lostClip);
    // Said once for each time one goes there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [placeKey, wanted?.id, lost]);

  useEvent("closing", finishWriting);
  useOriginalCommands(id);

  const failure = article.error ?? clips.error;
  if (failure) {
    return (
      <EmptyState
        sentence={`This article could not be opened. ${messageOf(failure)}`}
        action={{ label: "Try again", onPress: () => void article.refetch() }}
      />
    );
  }
  if (shown === null) return <EmptyState sentence="This article is no longer in the notebook." />;
  if (!shown || !actions || !clips.data) return null;
  return (
    <>
      {sending ? (
        <SendToNote
          passages={sending}
          open={note}
          title={shown.title}
          onClose={() => setSending(null)}
        />
      ) : null}
      <ArticleDetails key={shown.id} article={shown} />
      <ArticleView
        key={shown.version}
        article={{ ...shown, position: leftAt.get(shown.version) ?? shown.position }}
        clips={clips.data}
        place={shown.id === id ? place : null}
        placeKey={placeKey}
        textSize={settings.textSize}
        marginShown={settings.marginShown}
        footer={footer}
        actions={actions}
      />
    </>
  );
}

function readerActions(
  navigation: Navigation,
  id: string,
  version: string,
  sendToNote: ReaderActions["sendToNote"],
): ReaderActions {
  /** Tells what went wrong, and carries on with null. */
  const told = async <Value,>(outcome: Promise<Value>): Promise<Value | null> => {
    try {
      return await outcome;
    } catch (error) {
      navigation.announce(messageOf(error));
      return null;
    }
  };
  return {
    createClip: ({ start, end }, color) =>
      told(call("clips.create", { version, start, end, color, comment: "" })),
    changeClip: (clip, change) => told(call("clips.update", { id: clip, ...change })),
    deleteClip: (clip) =>
      void told(call("clips.delete", { ids: [clip.id] })).then((undo) => {
        if (undo) navigation.announce(deletedText(1, undo), undo);
      }),
    quoteToNote: (clip) => navigation.quoteToNote(clip.id),
    copy: (words) =>
      void told(call("clipboard.write", { text: words }).then(() => true)).then((done) => {
        if (done) navigation.announce("Copied the words");
      }),
    sendToNote,
    tell: (message) => navigation.announce(message),
    openLink: (url) => void told(call("link.open", { url })),
    savePosition: (position) => {
      leftAt.set(version, position);
      void told(call("articles.setPosition", { id, position }));
    },
    tags: {
      add: (name) => void told(call("articles.tag", { ids: [id], name })),
      remove: (tag) =>
        void told(call("articles.untag", { ids: [id], tag: tag.id })).then((undo) => {
          if (undo) navigation.announce(`Removed the tag “${tag.name}”`, undo);
        }),
      open: (tag) => navigation.openTag(tag.id),
      suggest: async (query) => (await told(call("tags.suggest", { query, limit: 6 }))) ?? [],
    },
  };
}

/** The window closes: a comment being written is saved by taking focus from it. */
function finishWriting(): void {
  if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
}

function messageOf(error: unknown): string {
  if (error instanceof CallError) return [error.message, error.advice].join(" ").trim();
  throw error;
}
