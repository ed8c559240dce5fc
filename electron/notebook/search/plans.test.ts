import { describe, expect, onTestFinished, test } from "vitest";
import type { ArticleSort } from "../../api.ts";
import { articlePageSql } from "../articles/article-list.ts";
import { attentionPageSql } from "../clips/clip-attention.ts";
import { clipPageSql } from "../clips/clip-rows.ts";
import { earlierSql, groupsSql } from "../history/history-list.ts";
import { notePageSql } from "../notes/notes.ts";
import { openFile } from "../storage/opening.ts";
import { revisionsSql } from "../notes/revisions.ts";
import { trashPageSql } from "../history/trash.ts";
import { newFolder } from "../test-notebook.ts";
import { usageSql } from "../clips/usage.ts";

/** How SQLite means to run a query. */
function planOf(sql: string): string {
  const file = openFile({ folder: newFolder(), mode: "create" });
  onTestFinished(() => file.close());
  const names = [...new Set(Array.from(sql.matchAll(/:(\w+)/g), ([, name]) => name ?? ""))];
  const parameters = Object.fromEntries(names.map((name) => [name, name === "query" ? '"a"' : 1]));
  const rows = file.sqlite
    .prepare<[object], { detail: string }>(`explain query plan ${sql}`)
    .all(parameters);
  return rows.map(({ detail }) => detail).join("\n");
}

describe("a page of a list comes from an index alone, in order, without sorting the list", () => {
  const sorts: readonly ArticleSort[] = [
    "added",
    "title",
    "byline",
    "site",
    "published",
    "words",
    "clips",
  ];
  test.each(sorts)("articles by %s", (sort) => {
    const plans = [false, true].map((descending) =>
      planOf(articlePageSql(sort, descending, false)),
    );
    for (const plan of plans) {
      expect(plan).toContain(`SCAN article USING COVERING INDEX article_by_${sort}`);
      expect(plan).toContain("SEARCH article USING INTEGER PRIMARY KEY");
      // Two sorts at most: of the page itself, and of each row's tags.
      expect(plan.split("USE TEMP B-TREE").length - 1).toBeLessThanOrEqual(2);
      expect(plan.indexOf("USE TEMP B-TREE")).not.toBeLessThan(plan.indexOf("SCAN page"));
    }
  });

  test.each(sorts)("articles of a tag that many have, by %s", (sort) => {
    const plan = planOf(articlePageSql(sort, true, false, "many"));
    expect(plan).toContain(`SCAN article USING COVERING INDEX article_by_${sort}`);
    expect(plan).toMatch(
      /SEARCH article_tag .*\((?:tag_key=\? AND article_key=\?|article_key=\? AND tag_key=\?)\)/,
    );
    expect(plan.indexOf("USE TEMP B-TREE")).not.toBeLessThan(plan.indexOf("SCAN page"));
  });

  test("articles of a tag that few have are read alone", () => {
    const plan = planOf(articlePageSql("title", false, false, "few"));
    expect(plan).toContain(
      "SEARCH article_tag USING COVERING INDEX article_tag_by_tag (tag_key=?)",
    );
    expect(plan).not.toContain("SCAN article ");
  });

  test("clips by time", () => {
    const plan = planOf(clipPageSql(false));
    expect(plan).toContain("SCAN clip USING COVERING INDEX clip_by_key");
    expect(plan).toContain("SEARCH clip USING INTEGER PRIMARY KEY");
  });

  test("clips that need a person", () => {
    for (const filtered of [false, true]) {
      const plan = planOf(attentionPageSql(filtered));
      expect(plan).toMatch(/(?:SCAN|SEARCH) anchor USING INDEX anchor_attention/);
      expect(plan).toContain("SEARCH clip USING INTEGER PRIMARY KEY");
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  test("notes by change", () => {
    const plan = planOf(notePageSql(false));
    expect(plan).toContain("SCAN note USING COVERING INDEX note_by_changed");
    expect(plan).toContain("SEARCH note USING INTEGER PRIMARY KEY");
  });

  test("the trash by time, three lists merged", () => {
    const plan = planOf(trashPageSql);
    for (const table of ["article", "clip", "note"])
      expect(plan).toMatch(new RegExp(`(?:SCAN|SEARCH) ${table} USING INDEX ${table}_in_trash`));
    expect(plan).not.toContain("TEMP B-TREE");
  });

  test("versions of a note, without reading their bodies", () => {
    const plan = planOf(revisionsSql);
    expect(plan).toContain("USING COVERING INDEX note_revision_times (note_key=?)");
    expect(plan).not.toContain("TEMP B-TREE");
  });

  test("recent changes, and earlier states of one thing", () => {
    expect(planOf(groupsSql)).toContain("SEARCH change_group USING INTEGER PRIMARY KEY");
    expect(planOf(groupsSql)).not.toContain("TEMP B-TREE");
    expect(planOf(earlierSql)).toContain("USING INDEX change_by_entity (entity=?)");
  });

  test("a filter asks the index of words once", () => {
    const plan = planOf(articlePageSql("title", false, true));
    expect(plan).toContain("SCAN article USING COVERING INDEX article_by_title");
    expect(plan).toContain("LIST SUBQUERY");
    expect(plan.split("SCAN fts_title VIRTUAL TABLE").length - 1).toBe(1);
  });
});

test("what notes use of an article is looked up clip by clip", () => {
  const plan = planOf(usageSql);
  expect(plan).toContain("clip_by_place");
  expect(plan).toContain("link_by_target");
  expect(plan).not.toMatch(/SCAN/);
});
