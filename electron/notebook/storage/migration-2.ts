/** From version 1 to 2: structured names, fields kept as found, edits, tags, imports that can go on. */
export const migration2 = `
  -- names: [{given, family}] beside byline; fields: what no column has, as it was found, by name;
  -- edited: by field that a person wrote, what imports found in its place; no import changes it any more.
  alter table article add column names text not null default '[]';
  alter table article add column fields text not null default '{}';
  alter table article add column edited text not null default '{}';

  create table tag (
    tag_key integer primary key,
    id text not null unique,
    name text not null,
    -- The name as it is compared: two tags never differ by case or accents only.
    name_order text not null unique,
    -- How many articles outside the trash have it, kept by triggers. One that none has is not listed,
    -- but keeps its id for whoever undoes.
    articles integer not null default 0
  ) strict;
  create table article_tag (
    article_key integer not null references article,
    tag_key integer not null references tag,
    primary key (article_key, tag_key)
  ) strict, without rowid;
  -- How many tags an article outside the trash has.
  alter table counters add column tags integer not null default 0;
  create trigger tag_used after update of articles on tag
    when (new.articles > 0) <> (old.articles > 0) begin
    update counters set tags = tags + (new.articles > 0) - (old.articles > 0);
  end;
  create index article_tag_by_tag on article_tag (tag_key, article_key);
  create trigger article_tagged after insert on article_tag begin
    update tag set articles = articles
        + (select live from article where article_key = new.article_key)
      where tag_key = new.tag_key;
  end;
  create trigger article_untagged after delete on article_tag begin
    update tag set articles = articles
        - (select live from article where article_key = old.article_key)
      where tag_key = old.tag_key;
  end;
  create trigger article_moved_with_tags after update of live on article when new.live <> old.live begin
    update tag set articles = articles + new.live - old.live
      where tag_key in (select tag_key from article_tag where article_key = new.article_key);
  end;

  -- Reports are read by outcome, a page at a time. noted: how many files were taken with notes.
  alter table import_job add column noted integer not null default 0;
  create index import_item_by_status on import_item (job_key, status, position);
  create index import_item_noted on import_item (job_key, position)
    where warnings <> '[]' and status <> 'refused';
  update import_job set noted = (
    select count(*) from import_item where import_item.job_key = import_job.job_key
      and warnings <> '[]' and status <> 'refused');

  -- What an import has to do, until it ends. state: 'walk' for a place whose files are not all known
  -- yet, then 'todo' and 'done' for each file. What is not done after a crash is what is missing; its
  -- lines in the report name it by place, so that it can be done again as if it never began.
  create table import_file (
    job_key integer not null references import_job,
    position integer not null,
    state text not null,
    path text not null, file text not null, folders text not null,
    primary key (job_key, position)
  ) strict, without rowid;
  alter table import_item add column place integer;
  -- Left by a person who closed the notebook meanwhile: goes on by itself when it is opened again.
  alter table import_job add column resumes integer not null default 0;
  -- What the person chose for it, for when it goes on.
  alter table import_job add column options text not null default '{}';

  -- What tells that a text came before, sketches.ts. Rows of versions or articles that are gone do no
  -- harm: whatever they lead to is compared in full.
  create table version_sketch (
    version_key integer primary key references version on delete cascade,
    shingles integer not null,
    hashes blob not null
  ) strict;
  create table sketch_hash (
    hash integer not null, version_key integer not null,
    primary key (hash, version_key)
  ) strict, without rowid;
  create index version_by_text on version (substr(text_hash, 1, 12));
  -- Hashes of what an article is known by (article-names.ts): address, identifiers, title.
  create table article_name (
    name integer not null, article_key integer not null,
    primary key (name, article_key)
  ) strict, without rowid;
  -- What quotations are looked up by (word-pairs.ts): the pairs of neighbouring words of each version, a
  -- long text in several parts. It follows its version out, in the trash it stays.
  create table pair_part (
    part_key integer primary key,
    version_key integer not null references version on delete cascade
  ) strict;
  create index pair_part_by_version on pair_part (version_key);
  create virtual table fts_pair using fts5(pairs, content='', contentless_delete=1, detail='none',
    tokenize='ascii');
  insert into fts_pair(fts_pair, rank) values ('automerge', 0);
  create trigger pair_part_gone after delete on pair_part begin
    delete from fts_pair where rowid = old.part_key;
  end;
  -- What has no sketch and no pairs, or no names, since it was written by version 1 or has been changed.
  create table unsketched (version_key integer primary key references version on delete cascade) strict;
  create table unnamed (article_key integer primary key references article on delete cascade) strict;
  insert into unsketched select version_key from version;
  insert into unnamed select article_key from article;
  create trigger article_renamed after update of title, url, identifiers on article begin
    insert or ignore into unnamed values (new.article_key);
  end;

  -- Articles whose tags changed with so many others that the index of titles follows later, fulltext.ts.
  create table unindexed_title (
    article_key integer primary key references article on delete cascade
  ) strict;

  -- removed_at: an import of this version was undone; it stays for whoever imports it again.
  alter table version add column removed_at integer;
  -- words: what stands there now where it is not the clip's quote; null where it is, and for lost ones.
  -- confirmed: a person has said that the clip belongs there.
  alter table anchor add column words text;
  alter table anchor add column confirmed integer not null default 0;
  -- The few that a person should look at, clip-attention.ts.
  create index anchor_attention on anchor (clip_key, version_key)
    where kind = 'lost' or (words is not null and confirmed = 0);
  -- What became of the clips of articles that got a new version.
  alter table import_item add column clips text;
  alter table import_job add column clips_unchanged integer not null default 0;
  alter table import_job add column clips_moved integer not null default 0;
  alter table import_job add column clips_attention integer not null default 0;

  -- Not null for what was undone and can be done again: the highest first.
  alter table change_group add column redo_order integer;
  create index change_group_redo on change_group (redo_order) where redo_order is not null;
  -- For a quote, words is the writer's wording, empty for the clip's own; kept: known to be altered.
  alter table link add column kept integer not null default 0;

  -- The note is shown there in full rather than linked to.
  alter table link add column embedded integer not null default 0;

  -- The headings of notes, kept beside their texts: links to one store its id, which outlives other words
  -- (note-headings.ts). unheaded: notes of version 1, whose headings have not been read yet.
  create table note_heading (
    note_key integer not null references note,
    position integer not null,
    id text not null unique,
    level integer not null,
    words text not null,
    primary key (note_key, position)
  ) strict, without rowid;
  create table unheaded (note_key integer primary key references note on delete cascade) strict;
  insert into unheaded select note_key from note_body;

  -- Other names of notes (note-aliases.ts).
  create table note_alias (
    note_key integer not null references note,
    position integer not null,
    alias text not null, alias_order text not null,
    primary key (note_key, position)
  ) strict, without rowid;
  create index note_alias_by_order on note_alias (alias_order);

  -- Pictures that were put into a note. One stays though the note does not show it any more: an older
  -- revision may, and so may what is undone.
  create table note_image (
    note_key integer not null references note,
    file_key integer not null references file,
    primary key (note_key, file_key)
  ) strict, without rowid;
  create index note_image_by_file on note_image (file_key);

  -- Ids of notes that links point to before they are made, by title (wanted-notes.ts).
  create table wanted_note (
    title_folded text primary key,
    id text not null unique,
    title text not null
  ) strict, without rowid;
  create index note_by_title on note (title_order) where live = 1;

  -- The trash, newest first, and how many things lie there. A clip that is only there with its article
  -- is not counted.
  create index article_in_trash on article (deleted_at, article_key) where deleted_at is not null;
  create index clip_in_trash on clip (deleted_at, clip_key) where deleted_at is not null;
  create index note_in_trash on note (deleted_at, note_key) where deleted_at is not null;
  alter table counters add column trash integer not null default 0;
  update counters set trash = (select count(*) from article where deleted_at is not null)
    + (select count(*) from clip where deleted_at is not null)
    + (select count(*) from note where deleted_at is not null);
  create trigger article_trashed after update of deleted_at on article
    when (new.deleted_at is null) <> (old.deleted_at is null) begin
    update counters set trash = trash + (new.deleted_at is not null) - (old.deleted_at is not null);
  end;
  create trigger clip_trashed after update of deleted_at on clip
    when (new.deleted_at is null) <> (old.deleted_at is null) begin
    update counters set trash = trash + (new.deleted_at is not null) - (old.deleted_at is not null);
  end;
  create trigger note_trashed after update of deleted_at on note
    when (new.deleted_at is null) <> (old.deleted_at is null) begin
    update counters set trash = trash + (new.deleted_at is not null) - (old.deleted_at is not null);
  end;
  create trigger article_purged after delete on article when old.deleted_at is not null begin
    update counters set trash = trash - 1;
  end;
  create trigger clip_purged after delete on clip when old.deleted_at is not null begin
    update counters set trash = trash - 1;
  end;
  create trigger note_purged after delete on note when old.deleted_at is not null begin
    update counters set trash = trash - 1;
  end;

  -- Every clip that a note ever quoted: its words outlive it, also for older versions of the note.
  create table quoted (clip text primary key) strict, without rowid;
  insert or ignore into quoted select target from link where kind = 'quote';
  create trigger link_quotes after insert on link when new.kind = 'quote' begin
    insert or ignore into quoted values (new.target);
  end;
  -- What is told of things that are gone for good: the title of what notes link to, and as JSON the
  -- whole clip that a note quotes or quoted.
  create table purged (
    id text primary key,
    kind text not null, title text not null, clip text,
    purged_at integer not null
  ) strict, without rowid;
  -- Files that nothing names any more, until they are removed from the disk.
  create table file_unused (hash text primary key, extension text not null) strict, without rowid;

  -- written_at: when what it holds was saved, null for one of version 1; name: why it is kept for ever.
  alter table note_revision add column written_at integer;
  alter table note_revision add column words integer;
  alter table note_revision add column name text;
  -- Without the bodies: lists and thinning never read those.
  create index note_revision_times on note_revision
    (note_key, revision, taken_at, written_at, words, name, title);
`;
