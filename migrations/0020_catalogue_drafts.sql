-- The draft of the next edition of the catalogue: one is open at a time, shared by the admins. The last one that
-- was discarded or replaced is kept, so that it can be taken up again.
create table catalogue_drafts (
  id uuid primary key,
  -- As it is written; it need not be fit to be published.
  document text not null check (length(document) between 1 and 400000),
  version int not null default 1 check (version > 0),
  -- The edition it was started from; null where it came from a file.
  based_on int references catalogue_editions (version),
  started_at timestamptz not null,
  started_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index catalogue_drafts_one_open on catalogue_drafts ((true)) where ended_at is null;
create unique index catalogue_drafts_one_kept on catalogue_drafts ((true)) where ended_at is not null;
alter table catalogue_drafts enable row level security;
create policy catalogue_drafts_of_vendor on catalogue_drafts using ((select sees_vendor())) with check ((select sees_vendor()));
