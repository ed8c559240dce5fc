/**
 * The window's side of the contract: calls that throw what went wrong, queries that ask again when
 * something changed, events. No entity is ever kept here: the notebook is the store, this is its view.
 */
import {
  QueryClient,
  keepPreviousData,
  queryOptions,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useEffect } from "react";
import type {
  Bridge,
  CallName,
  EntityKind,
  EventName,
  Events,
  Failure,
  Input,
  Result,
} from "../electron/api.ts";

declare global {
  interface Window {
    readonly commonplace: Bridge;
  }
}

/** A failed call. `message` is a sentence to show, `advice` what to do next. */
export class CallError extends Error {
  readonly code: Failure["code"];
  readonly advice: string;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = "CallError";
    this.code = failure.code;
    this.advice = failure.advice;
  }
}

/** Makes a call of the contract. Throws a {@link CallError} when it fails. */
export async function call<Name extends CallName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Name>> {
  const outcome = await window.commonplace.call(name, input);
  if (!outcome.ok) throw new CallError(outcome.error);
  return outcome.value;
}

/** Whatever is recorded for undoing changes one of these. */
const recorded: readonly EntityKind[] = ["article", "articleList", "clip", "note", "tag", "import"];

/** Which kinds of change make the answer of a call stale. Calls that write are not listed. */
const dependsOn: { readonly [Name in CallName]?: readonly EntityKind[] } = {
  "notebook.info": ["articleList", "clip", "note", "tag"],
  "articles.list": ["articleList", "clip"],
  "articles.get": ["article"],
  "articles.usage": ["link", "note", "clip", "article"],
  "tags.list": ["tag", "articleList"],
  "tags.get": ["tag", "articleList"],
  "tags.suggest": ["tag", "articleList"],
  "versions.list": ["article", "clip"],
  "versions.compare": ["article"],
  "clips.ofArticle": ["clip", "article"],
  "clips.list": ["clip", "article"],
  "clips.attention": ["clip", "article"],
  "clips.get": ["clip", "article"],
  "notes.list": ["note"],
  "links.suggest": ["note", "articleList"],
  "links.cite": ["article", "articleList"],
  "links.titles": ["note", "article", "clip"],
  "links.mentions": ["note"],
  "links.embedded": ["note"],
  "links.passage": ["clip", "article"],
  "notes.get": ["note"],
  "notes.aliases": ["note"],
  "links.back": ["link", "note", "article", "clip"],
  "quotes.states": ["link", "note", "clip", "article"],
  "search.find": ["articleList", "clip", "note"],
  "history.list": recorded,
  "history.next": recorded,
  "revisions.list": ["note"],
  "revisions.get": ["note", "clip"],
  "trash.list": ["articleList", "clip", "note"],
  "history.of": ["clip", "article"],
  "import.jobs": ["import"],
  "import.report": ["import"],
};

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Everything is local: an answer is fresh until an event says otherwise.
      staleTime: Infinity,
      gcTime: 60_000,
      retry: false,
      networkMode: "always",
      refetchOnWindowFocus: false,
    },
  },
});

/** The options of a query for one call; shared by hooks and by code that fetches ahead. */
export function queryOf<Name extends CallName>(name: Name, input: Input<Name>) {
  return queryOptions({
    queryKey: [name, input] as const,
    queryFn: () => call(name, input),
  });
}

/**
 * The current answer of a call. While the answer to a new input is under way the last one stays
 * (`isPlaceholderData`), so that lists do not blink as one types.
 */
export function useCall<Name extends CallName>(
  name: Name,
  input: Input<Name>,
  options: { readonly enabled?: boolean; readonly keepLast?: boolean } = {},
): UseQueryResult<Result<Name>, Error> {
  return useQuery({
    queryKey: [name, input] as const,
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<Result<Name>, Error>;
}

/** Whether the answer to what was asked last is still under way, with an older one or none in its place. */
export function isWaiting({
  isLoading,
  isPlaceholderData,
}: Pick<UseQueryResult, "isLoading" | "isPlaceholderData">): boolean {
  return isLoading || isPlaceholderData;
}

/** Listens to an event while the component is there. `listen` should be stable. */
export function useEvent<Name extends EventName>(
  name: Name,
  listen: (event: Events[Name]) => void,
): void {
  useEffect(() => window.commonplace.on(name, listen), [name, listen]);
}

/** What an import changes with every file, and how often that is followed, in ms. */
const busyKinds: readonly EntityKind[] = ["articleList", "import"];
const busyMs = 300;

/**
 * Makes queries ask again when the notebook says that what they show has changed: at once, but lists of
 * what an import changes all the time only now and then.
 */
export function followChanges(): () => void {
  const askAgain = (kinds: readonly EntityKind[]) => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        dependsOn[queryKey[0] as CallName]?.some((kind) => kinds.includes(kind)) ?? false,
    });
  };
  let resting: ReturnType<typeof setTimeout> | null = null;
  const held = new Set<EntityKind>();
  const rest = () => {
    resting = null;
    if (held.size === 0) return;
    askAgain([...held]);
    held.clear();
    resting = setTimeout(rest, busyMs);
  };
  const stop = window.commonplace.on("changed", ({ kinds }) => {
    if (resting === null) {
      askAgain(kinds);
      if (kinds.some((kind) => busyKinds.includes(kind))) resting = setTimeout(rest, busyMs);
      return;
    }
    const now = kinds.filter((kind) => !busyKinds.includes(kind));
    if (now.length > 0) askAgain(now);
    for (const kind of kinds) if (busyKinds.includes(kind)) held.add(kind);
  });
  return () => {
    stop();
    if (resting !== null) clearTimeout(resting);
  };
}
