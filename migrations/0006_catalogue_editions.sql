-- Each catalogue as it was published: what the public page shows. Its packages are the rows of the same
-- version in package_versions.
create table catalogue_editions (
  version int primary key check (version > 0),
  -- json, since the order of its packages and services is the catalogue's.
  document json not null,
  published_at timestamptz not null
);
revoke update, delete on catalogue_editions from fourline_app;
create function refuse_change_of_edition() returns trigger language plpgsql as $$
begin
  raise exception 'A published catalogue never changes' using errcode = 'restrict_violation';
end $$;
create trigger published_editions_stay before update or delete on catalogue_editions
  for each row execute function refuse_change_of_edition();
