/** The reader: the root that asks for an article and its clips, and makes calls of what is done. */
import { useMemo, useState, type ReactNode } from "react";
import { deletedText } from "../deleted.ts";
import type { Settings, Version } from "../../electron/api.ts";
import { call, CallError, useCall, useEvent } from "../api.ts";
import { useNavigation, type Navigation, type Place } from "../navigation.ts";
import type { QuotedPassage } from "../passages.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import type { ReaderActions } from "./actions.ts";
import { ArticleDetails } from "./article-details.tsx";
import { ArticleView } from "./article-view.tsx";
import { ClipEarlier } from "./clip-earlier.tsx";
import { ArticleUses, ClipUses } from "./clip-uses.tsx";
import { SendToNote } from "./send-to-note.tsx";
import { useShownVersion } from "./use-shown-version.ts";
import type { PlacedVersions } from "./version-menu.tsx";
import { useOriginalCommands } from "./use-original-commands.ts";

export interface ReaderProps {
  /** The id of the article to show. */
  readonly article: string;
  /** Where to open it; null for where it was left. */
  readonly place: Place | null;
  /** Changes at each navigation, also to the same place. */
  readonly placeKey: number;
  /** The version to show; null for the newest, or the one that the place is in. */
  readonly version?: string | null;
  readonly settings: Settings;
  /** The open note, where quotes go first; null when none is. */
  readonly note?: string | null;
  /** Shown under the text. */
  readonly footer: ReactNode;
}

/** Where versions were left since they were fetched, as offsets: saving a position refetches nothing. */
const leftAt = new Map<string, number>();

/** Shows an article. While the next one is fetched the last one stays, so that nothing blinks. */
export function Reader(props: ReaderProps) {
  const { article: id, place, placeKey, settings, note = null, footer } = props;
  const navigation = useNavigation();
  const { asked, versions: all } = useShownVersion({
    article: id,
    place,
    placeKey,
    named: props.version ?? null,
  });
  const named = asked === null ? {} : { version: asked };
  const article = useCall("articles.get", { id, ...named }, { keepLast: true });
  const clips = useCall("clips.ofArticle", { article: id, ...named }, { keepLast: true });
  const shown = article.data;
  const version = shown?.version;
  const shownId = shown?.id;
  const [sending, setSending] = useState<readonly QuotedPassage[] | null>(null);
  const actions = useMemo(
    () =>
      shownId === undefined || version === undefined
        ? null
        : readerActions(navigation, shownId, version, asked === null, setSending),
    [navigation, shownId, version, asked],
  );
  const versions = useMemo(
    () => (version === undefined ? null : versionChoice(navigation, id, version, all)),
    [navigation, id, version, all],
  );

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
  if (shown === null) {
    return asked === null ? (
      <EmptyState sentence="This article is no longer in the notebook." />
    ) : (
      <EmptyState
        sentence="This version is no longer in the notebook."
        action={{ label: "Read the newest", onPress: () => navigation.readVersion(id, null) }}
      />
    );
  }
  if (!shown || !actions || !versions || !clips.data) return null;
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
        article={{
          ...shown,
          // The place that is kept is one in the newest version.
          position: leftAt.get(shown.version) ?? (asked === null ? shown.position : 0),
        }}
        clips={clips.data}
        place={shown.id === id ? place : null}
        placeKey={placeKey}
        textSize={settings.textSize}
        marginShown={settings.marginShown}
        footer={
          <>
            <ArticleUses article={shown.id} />
            {footer}
          </>
        }
        uses={(clip) => <ClipUses clip={clip} />}
        actions={actions}
        versions={versions}
      />
    </>
  );
}

/** Other versions open at the place where this one is left. */
function versionChoice(
  navigation: Navigation,
  article: string,
  shown: string,
  versions: readonly Version[],
): PlacedVersions {
  const read = (version: string) =>
    navigation.readVersion(article, version === versions[0]?.id ? null : version);
  return {
    versions,
    shown,
    show(version, offset) {
      call("versions.placeOf", { from: shown, to: version, offset })
        .then((place) => leftAt.set(version, place.offset))
        // Without its place the version opens where it was left, or at its beginning.
        .catch((error: unknown) => navigation.announce(messageOf(error)))
        .finally(() => read(version));
    },
    compare: (from, to) => navigation.compareVersions(article, from, to),
  };
}

function readerActions(
  navigation: Navigation,
  id: string,
  version: string,
  newest: boolean,
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
    reattachClip: (clip, span) => told(call("clips.reattach", { clip, version, ...span })),
    confirmClip: (clip) => void told(call("clips.confirm", { clip: clip.id, version })),
    showOwn: (clip) => navigation.openArticle(id, { clip: clip.id, version: clip.version }),
    deleteClips: (gone) =>
      void told(call("clips.delete", { ids: gone.map((clip) => clip.id) })).then((undo) => {
        if (undo) navigation.announce(deletedText(gone.length, undo), undo);
      }),
    earlier: (clip) => <ClipEarlier clip={clip} />,
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
      if (newest) void told(call("articles.setPosition", { id, position }));
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
