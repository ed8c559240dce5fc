import type { View } from "../api.ts";
import type { Database } from "./database.ts";
import type { openArticles } from "./articles/articles.ts";
import type { openNotes } from "./notes/notes.ts";

const firstView: View = {
  section: "articles",
  tag: null,
  article: null,
  note: null,
  sort: "added",
  descending: true,
};

/** Prepares what the window shows, kept in the notebook. */
export function openView(
  database: Database,
  articles: Pick<ReturnType<typeof openArticles>, "opened">,
  notes: Pick<ReturnType<typeof openNotes>, "opened">,
) {
  const { sqlite } = database;
  const read = sqlite.prepare<[], string>(`select value from state where key = 'view'`).pluck();
  const write = sqlite.prepare<[string]>(
    `insert into state (key, value) values ('view', ?)
     on conflict (key) do update set value = excluded.value`,
  );
  const get = (): View => {
    const stored = database.read(() => read.get());
    // Written by `set` from a view.
    return stored === undefined ? firstView : { ...firstView, ...(JSON.parse(stored) as View) };
  };
  // A notebook that cannot be written to remembers for as long as it is open.
  let unsaved: View | null = null;

  return {
    /** What the window showed last. */
    get: (): View => unsaved ?? get(),

    /** Remembers what the window shows; an article or note that comes into view counts as opened. */
    set(view: View): null {
      if (database.readOnly) {
        unsaved = view;
        return null;
      }
      const before = get();
      const text = JSON.stringify(view);
      if (text === JSON.stringify(before)) return null;
      return database.write((touched) => {
        write.run(text);
        if (view.article !== null && view.article !== before.article)
          articles.opened(view.article, touched);
        if (view.note !== null && view.note !== before.note) notes.opened(view.note);
        touched.add("view");
        return null;
      });
    },
  };
}
