/** From version 2 to 3: pairs of words that are indexed a while after their version. */
export const migration3 = `
  -- Versions whose pairs are not all in fts_pair yet, and how many of their parts are: they follow the
  -- import in larger groups (word-pairs.ts), and whatever ends the program leaves none out.
  create table unpaired (
    version_key integer primary key references version on delete cascade,
    parts integer not null default 0
  ) strict;
  insert into unpaired (version_key) select version_key from unsketched;
`;
