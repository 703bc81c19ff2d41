-- Starting for real. A set-up code is a right to make the first admin: only its hash is kept, and all of them
-- go with the first use.
create table set_up_codes (
  code_hash text primary key,
  created_at timestamptz not null
);
alter table set_up_codes enable row level security;
create policy set_up_codes_of_vendor on set_up_codes
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- The address at which people reach this installation, without a path; null where only the start settings say it.
alter table vendor add column public_url text check (public_url ~ '^https?://[^/?#\s]+$');
-- False while its name and support address are those of the first start.
alter table vendor add column is_named boolean not null default true;
-- What several people may edit carries a version, so that nobody overwrites what they have not seen.
alter table vendor add column version int not null default 1;
alter table staff add column version int not null default 1;
alter table products add column version int not null default 1;

-- Somebody who can sign in can always change everything: the last admin stays one. The vendor's row is locked
-- first, and only then looked, so that two admins who end each other at one moment come one after the other.
create function keep_an_admin() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform 1 from vendor for no key update;
  if not exists (select from staff where role = 'admin' and active and user_id is not null) then
    raise exception 'last_admin' using errcode = 'check_violation', constraint = 'last_admin';
  end if;
  return null;
end $$;
create trigger staff_keeps_an_admin after update of role, active, user_id on staff
  for each row
  when (old.role = 'admin' and old.active and old.user_id is not null
    and not (new.role = 'admin' and new.active and new.user_id is not null))
  execute function keep_an_admin();
create trigger staff_keeps_an_admin_when_deleted after delete on staff
  for each row when (old.role = 'admin' and old.active and old.user_id is not null)
  execute function keep_an_admin();

-- Cases are known by their reference in mails and talks: its prefix stays from the first case on.
create function case_exists() returns boolean language sql stable security definer set search_path = public as
$$ select exists (select from cases) $$;
create function keep_reference_prefix() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- A case that is being opened at this moment comes first.
  lock table cases in share row exclusive mode;
  if case_exists() then
    raise exception 'reference_prefix_fixed' using errcode = 'check_violation', constraint = 'reference_prefix_fixed';
  end if;
  return new;
end $$;
create trigger vendor_keeps_reference_prefix before update of reference_prefix on vendor
  for each row when (old.reference_prefix <> new.reference_prefix) execute function keep_reference_prefix();
