/** From version 3 to 4: what a link says of its target beside its title. */
export const migration4 = `
  -- The heading that is meant, by its words when the note was saved and its id; empty for all of a note.
  -- cited: the CitationPart (text/citation.ts) of a citation as JSON; empty for other links.
  alter table link add column heading text not null default '';
  alter table link add column heading_id text not null default '';
  alter table link add column cited text not null default '';
  -- Notes of earlier versions whose links are to be read again (link-rows.ts).
  create table unlinked (note_key integer primary key references note on delete cascade) strict;
  insert into unlinked
    select distinct note_key from link where kind = 'link' and target_kind <> 'clip';
`;
