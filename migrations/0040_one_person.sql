-- Contacts of an account that turned out to be one person: the row that was merged keeps its address, which from then
-- on is a further address of who stays. So an address belongs to one person of an account, by the unique constraint
-- over account and address that was there before.
alter table contacts add column merged_into uuid;
alter table contacts add constraint contacts_merged_into_own_account
  foreign key (account_id, merged_into) references contacts (account_id, id);
alter table contacts add constraint contacts_merged_have_ended
  check (merged_into is null or (ended_at is not null and merged_into <> id));
create index contacts_merged on contacts (merged_into) where merged_into is not null;

-- Whoever is merged into somebody is merged into a contact who stands: two merges in opposite directions, or one into
-- somebody who goes at the same moment, wait for each other, and the later one is refused.
create function merge_into_who_stands() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform from contacts where id = new.merged_into and ended_at is null and merged_into is null for update;
  if not found then
    raise exception 'Only a current contact takes in another'
      using errcode = 'check_violation', constraint = 'merged_into_who_stands';
  end if;
  return new;
end $$;
create trigger contacts_merge_into_who_stands before update of merged_into on contacts
  for each row when (new.merged_into is not null and new.merged_into is distinct from old.merged_into)
  execute function merge_into_who_stands();

-- Who a contact is today: whoever they were merged into, at last.
create function standing_contact(which uuid) returns uuid language sql stable parallel safe as $$
  with recursive way as (
    select c.id, c.merged_into, 0 as step from contacts c where c.id = which
    union all
    select c.id, c.merged_into, way.step + 1 from contacts c join way on c.id = way.merged_into where way.step < 100
  )
  select id from way where merged_into is null
$$;

-- Nothing new is given to a row that was merged: whoever comes at the same moment waits for the merge, and tries again
-- as who stays. A seat waits for its agreement first, as everybody does.
create function refuse_merged_contact() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'seats' then
    perform from agreements where id = new.agreement_id for no key update;
  end if;
  perform from contacts where id = new.contact_id for key share;
  if exists (select from contacts where id = new.contact_id and merged_into is not null) then
    raise exception 'This contact was merged with another a moment ago'
      using errcode = 'serialization_failure', constraint = 'contact_not_merged';
  end if;
  return new;
end $$;
create trigger cases_of_who_stands before insert or update of contact_id on cases
  for each row execute function refuse_merged_contact();
create trigger watchers_who_stand before insert on case_watchers
  for each row execute function refuse_merged_contact();
create trigger seats_of_who_stands before insert or update of state on seats
  for each row when (new.state <> 'ended') execute function refuse_merged_contact();

alter table seats drop constraint seats_end_reason_check;
alter table seats add constraint seats_end_reason_check
  check (end_reason in ('ended', 'swapped', 'not_chosen', 'left', 'merged'));

-- What was merged, so that it can be undone: which cases and certifications moved, which seats ended. Kept afterwards.
create table contact_merges (
  id uuid primary key,
  account_id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  moved jsonb not null,
  undone_at timestamptz,
  undone_by text,
  foreign key (account_id, survivor_id) references contacts (account_id, id),
  foreign key (account_id, merged_id) references contacts (account_id, id),
  check (survivor_id <> merged_id),
  check ((undone_at is null) = (undone_by is null))
);
-- Somebody is merged once at a time.
create unique index contact_merges_standing on contact_merges (merged_id) where undone_at is null;
create index contact_merges_survivor on contact_merges (survivor_id);
revoke update, delete on contact_merges from fourline_app;
grant update (undone_at, undone_by) on contact_merges to fourline_app;
alter table contact_merges enable row level security;
create policy contact_merges_of_vendor on contact_merges
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- A mail of somebody who is a contact of several accounts: a link asks for which one it is. Only its hash is kept; it
-- opens one case, once.
create table account_choices (
  id uuid primary key,
  mail_id uuid not null unique references inbound_mail (id) on delete cascade,
  address citext not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  contact_id uuid references contacts (id),
  case_id uuid references cases (id),
  check ((used_at is null) = (case_id is null)),
  check ((used_at is null) = (contact_id is null))
);
create index account_choices_case on account_choices (case_id) where case_id is not null;
revoke update, delete on account_choices from fourline_app;
grant update (used_at, contact_id, case_id) on account_choices to fourline_app;
alter table account_choices enable row level security;
create policy account_choices_of_vendor on account_choices
  using ((select sees_vendor())) with check ((select sees_vendor()));
