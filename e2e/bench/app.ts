/** The built app with a notebook of ours open, and an empty page of the same browser beside it. */
import type { Page } from "playwright-core";
import { join } from "node:path";
import { forkImporter } from "../../electron/import/fork.ts";
import { createPool } from "../../electron/import/pool.ts";
import { importPaths } from "../../electron/importing.ts";
import type { View } from "../../electron/entities.ts";
import { openNotebook, type Notebook } from "../../electron/notebook/notebook.ts";
import { launch } from "../standin/launch.ts";

export interface Pages {
  readonly app: Page;
  /** Shows nothing yet; what is put on it is measured as the floor. */
  readonly bare: Page;
}

/** How text is set in the app, so that the floor lays out the same. */
export const textStyle =
  "font: 18px/30px Georgia, serif; width: 594px; margin: 0 auto; text-wrap: pretty";

/** Fills a new notebook at `folder`; what `fill` returns is passed on. */
export async function fillNotebook<Result>(
  folder: string,
  fill: (notebook: Notebook, add: (files: readonly string[]) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const notebook = openNotebook({ folder, mode: "create" });
  const pool = createPool({ spawn: forkImporter });
  try {
    return await fill(notebook, async (files) => {
      const { counts } = await importPaths(files, { notebook, pool });
      if (counts.imported !== files.length)
        throw new Error(`Expected all to be imported: ${JSON.stringify(counts)}`);
    });
  } finally {
    pool.close();
    notebook.close();
  }
}

/** The view that the app starts with. */
export const viewOf = (shown: Partial<View>): View => ({
  section: "articles",
  tag: null,
  article: null,
  note: null,
  sort: "title",
  descending: false,
  ...shown,
});

/** Opens the notebook at `folder` in the app, and closes the app when `use` is done. */
export async function withApp<Result>(
  place: string,
  folder: string,
  use: (pages: Pages) => Promise<Result>,
): Promise<Result> {
  const app = await launch({
    appPath: join(import.meta.dirname, "../.."),
    args: [folder],
    env: {
      COMMONPLACE_USER_DATA: join(place, "data"),
      COMMONPLACE_DOCUMENTS: join(place, "documents"),
    },
  });
  try {
    const page = await app.firstWindow();
    const bare = await app.context().newPage();
    await bare.setViewportSize({ width: 1_280, height: 800 });
    return await use({ app: page, bare });
  } finally {
    await app.close();
  }
}
