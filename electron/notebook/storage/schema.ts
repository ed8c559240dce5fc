/**
 * The notebook's tables, as the append-only list of SQL texts that brings an empty database to each
 * version in turn. A text that has shipped never changes; it calls nothing, so history stays frozen.
 */
import { migration2 } from "./migration-2.ts";
import { migration3 } from "./migration-3.ts";
import { migration4 } from "./migration-4.ts";

/** "Cmpl" in the header of every notebook: what tells it from another program's database. */
export const applicationId = 0x436d706c;

/**
 * `migrations[n]` takes `user_version` n to n + 1. Keys named `…_key` are rowids and never leave SQL;
 * `id` is UUIDv7 text. Times are integer milliseconds.
 */
export const migrations: readonly string[] = [
  `
  create table state (key text primary key, value text not null) strict, without rowid;

  -- One row: how many there are of each, kept by triggers so that no list has to count.
  create table counters (
    one integer primary key check (one = 1),
    articles integer not null, unread integer not null, clipped integer not null,
    clips integer not null, notes integer not null
  ) strict;
  insert into counters values (1, 0, 0, 0, 0, 0);

  -- Files beside the database, named by their hash: originals and pictures.
  create table file (
    file_key integer primary key,
    hash text not null unique,
    extension text not null,
    media_type text not null,
    size integer not null,
    added_at integer not null
  ) strict;

  -- The …_order columns are keys to sort by; unread and clipped repeat opened_at and clips, so that
  -- one index per order covers every filter and changes only when one of them flips.
  create table article (
    article_key integer primary key,
    id text not null unique,
    title text not null, title_derived integer not null,
    byline text not null, site text, published text, url text, language text,
    identifiers text not null, abstract text, found text not null,
    excerpt text not null, words integer not null,
    clips integer not null default 0, clipped integer not null default 0,
    unread integer not null default 1, opened_at integer,
    position integer not null default 0,
    added_at integer not null, deleted_at integer, live integer not null default 1,
    title_order text not null, byline_order text not null,
    site_order text not null, published_order text not null
  ) strict;
  create index article_by_added on article (added_at, article_key, unread, clipped) where live = 1;
  create index article_by_title on article (title_order, article_key, unread, clipped) where live = 1;
  create index article_by_byline on article (byline_order, article_key, unread, clipped) where live = 1;
  create index article_by_site on article (site_order, article_key, unread, clipped) where live = 1;
  create index article_by_published on article (published_order, article_key, unread, clipped) where live = 1;
  create index article_by_words on article (words, article_key, unread, clipped) where live = 1;
  create index article_by_clips on article (clips, article_key, unread, clipped) where live = 1;
  create index article_by_opened on article (opened_at, article_key) where live = 1 and opened_at is not null;

  create table version (
    version_key integer primary key,
    id text not null unique,
    article_key integer not null references article,
    number integer not null,
    file_key integer not null unique references file,
    file_name text not null,
    importer text not null, importer_version integer not null, imported_at integer not null,
    words integer not null, length integer not null, text_hash text not null,
    warnings text not null,
    unique (article_key, number)
  ) strict;
  create table version_body (
    version_key integer primary key references version,
    codec integer not null,
    text blob not null,
    blocks blob not null
  ) strict;
  create table version_image (
    version_key integer not null references version,
    file_key integer not null references file,
    primary key (version_key, file_key)
  ) strict, without rowid;
  create index version_image_by_file on version_image (file_key);

  -- live: neither the clip nor its article is in the trash. In all tables it repeats deleted_at so that
  -- an index of what is live covers its queries.
  create table clip (
    clip_key integer primary key,
    id text not null unique,
    article_key integer not null references article,
    version_key integer not null references version,
    "start" integer not null, "end" integer not null,
    quote text not null, prefix text not null, suffix text not null,
    paragraph integer not null,
    color text not null, comment text not null,
    created_at integer not null, changed_at integer not null, deleted_at integer,
    live integer not null default 1
  ) strict;
  create index clip_by_place on clip (article_key, "start", "end");
  create index clip_by_version on clip (version_key);
  create index clip_by_key on clip (clip_key) where live = 1;
  create table anchor (
    clip_key integer not null references clip,
    version_key integer not null references version,
    kind text not null check (kind in ('same', 'carried', 'exact', 'fuzzy', 'manual', 'lost')),
    "start" integer, "end" integer, score real not null,
    primary key (clip_key, version_key)
  ) strict, without rowid;
  create index anchor_by_version on anchor (version_key);

  create table note (
    note_key integer primary key,
    id text not null unique,
    title text not null, title_order text not null,
    excerpt text not null, words integer not null, revision integer not null,
    created_at integer not null, changed_at integer not null,
    recent_at integer not null, deleted_at integer, live integer not null default 1
  ) strict;
  create index note_by_changed on note (changed_at, note_key) where live = 1;
  create index note_by_recent on note (recent_at, note_key) where live = 1;
  create table note_body (
    note_key integer primary key references note,
    codec integer not null,
    body blob not null,
    text blob not null
  ) strict;
  create table note_revision (
    note_key integer not null references note,
    revision integer not null,
    title text not null,
    codec integer not null,
    body blob not null,
    taken_at integer not null,
    primary key (note_key, revision)
  ) strict;

  -- No foreign key on the target: a link may point to what is not, or no longer, in this notebook.
  create table link (
    note_key integer not null references note,
    position integer not null,
    kind text not null check (kind in ('link', 'quote')),
    target_kind text not null check (target_kind in ('note', 'article', 'clip')),
    target text not null,
    before text not null, words text not null, after text not null,
    primary key (note_key, position)
  ) strict, without rowid;
  create index link_by_target on link (target, kind, note_key);

  create table change_group (
    group_key integer primary key,
    id text not null unique,
    label text not null,
    made_at integer not null,
    undoable integer not null,
    undone_at integer
  ) strict;
  create index change_group_open on change_group (group_key) where undoable = 1 and undone_at is null;
  create table change (
    change_key integer primary key,
    group_key integer not null references change_group,
    verb text not null,
    kind text not null,
    entity text not null,
    before text, after text
  ) strict;
  create index change_by_group on change (group_key);
  create index change_by_entity on change (entity);

  create table import_job (
    job_key integer primary key,
    id text not null unique,
    started_at integer not null, finished_at integer,
    total integer not null,
    imported integer not null default 0, duplicate integer not null default 0,
    version integer not null default 0, refused integer not null default 0
  ) strict;
  create table import_item (
    job_key integer not null references import_job,
    position integer not null,
    file text not null, status text not null, article text, title text not null,
    words integer not null, warnings text not null, reason text not null,
    primary key (job_key, position)
  ) strict, without rowid;

  create trigger article_added after insert on article begin
    update counters set
      articles = articles + new.live,
      unread = unread + (new.live and new.unread),
      clipped = clipped + (new.live and new.clipped);
  end;
  create trigger article_moved after update of live, unread, clipped on article begin
    update counters set
      articles = articles + new.live - old.live,
      unread = unread + (new.live and new.unread) - (old.live and old.unread),
      clipped = clipped + (new.live and new.clipped) - (old.live and old.clipped);
  end;
  create trigger article_counted after update of clips on article when (new.clips > 0) <> new.clipped begin
    update article set clipped = (new.clips > 0) where article_key = new.article_key;
  end;
  create trigger clip_added after insert on clip when new.live begin
    update counters set clips = clips + 1;
    update article set clips = clips + 1 where article_key = new.article_key;
  end;
  create trigger clip_moved after update of live on clip when new.live <> old.live begin
    update counters set clips = clips + new.live - old.live;
    update article set clips = clips + new.live - old.live where article_key = new.article_key;
  end;
  create trigger note_added after insert on note begin
    update counters set notes = notes + new.live;
  end;
  create trigger note_moved after update of live on note begin
    update counters set notes = notes + new.live - old.live;
  end;

  -- Prefixes of three letters have an index: without one, all that begins with them is read at once.
  -- The long column first; rows are the entities' keys; what is in the trash is not in the index.
  create virtual table fts_body using fts5(body, prefix='3', content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
  create virtual table fts_title using fts5(title, byline, site, tags, prefix='1 2 3', content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
  create virtual table fts_clip using fts5(quote, comment, prefix='3', content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
  create virtual table fts_note using fts5(body, title, prefix='3', content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
  create virtual table fts_body_words using fts5vocab(fts_body, row);
  create virtual table fts_clip_words using fts5vocab(fts_clip, row);
  create virtual table fts_note_words using fts5vocab(fts_note, row);
  -- Merging happens in small steps when idle, never in the middle of a save.
  insert into fts_body(fts_body, rank) values ('automerge', 0);
  insert into fts_title(fts_title, rank) values ('automerge', 0);
  insert into fts_clip(fts_clip, rank) values ('automerge', 0);
  insert into fts_note(fts_note, rank) values ('automerge', 0);
  `,
  migration2,
  migration3,
  migration4,
];
