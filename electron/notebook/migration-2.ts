/** From version 1 to 2: structured names, fields kept as found, edits, tags, imports that can go on. */
export const migration2 = `
  -- names: [{given, family}] beside byline; fields: what no column has, as it was found, by name;
  -- edited: the fields that a person wrote, which no import changes any more.
  alter table article add column names text not null default '[]';
  alter table article add column fields text not null default '{}';
  alter table article add column edited text not null default '[]';

  create table tag (
    tag_key integer primary key,
    id text not null unique,
    name text not null,
    -- The name as it is compared: two tags never differ by case or accents only.
    name_order text not null unique
  ) strict;
  create table article_tag (
    article_key integer not null references article,
    tag_key integer not null references tag,
    primary key (article_key, tag_key)
  ) strict, without rowid;
  create index article_tag_by_tag on article_tag (tag_key, article_key);

  -- What an import has still to do. A row goes when its file has its line in the report; what is left
  -- after a crash is what is missing.
  create table import_file (
    job_key integer not null references import_job,
    position integer not null,
    path text not null, file text not null, tags text not null,
    primary key (job_key, position)
  ) strict, without rowid;
`;
