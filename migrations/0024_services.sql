-- On-request services (SPEC 3.2): who approved what for whom, until when, and why it was taken back.
alter table service_approvals
  add column starts_on date not null default current_date,
  -- Exclusive, in the coverage zone; null is until the agreement ends.
  add column ends_on date,
  add column approved_by text not null default 'Fourline',
  -- What the customer reads.
  add column note text check (length(note) between 1 and 1000),
  -- The case in which it was asked for.
  add column case_id uuid,
  -- The approval of the agreement before, which this one continues.
  add column carried_from uuid references service_approvals (id),
  add column revoked_by text,
  add column revoke_reason text check (length(revoke_reason) between 1 and 1000),
  add foreign key (account_id, case_id) references cases (account_id, id),
  add check (ends_on is null or ends_on > starts_on),
  add check ((revoked_at is null) = (revoke_reason is null)),
  -- One in force at a time.
  add constraint one_approval_in_force exclude using gist
    (agreement_id with =, service with =, daterange(starts_on, ends_on) with &&) where (revoked_at is null);
create index service_approvals_in_force on service_approvals (service, starts_on) where revoked_at is null;

-- An approval is what was told to the customer: it is revoked, never changed, and revoked once.
revoke update, delete on service_approvals from fourline_app;
grant update (revoked_at, revoked_by, revoke_reason) on service_approvals to fourline_app;
create function refuse_second_revocation() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null then
    raise exception 'An approval that was revoked stays so' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger approvals_are_revoked_once before update on service_approvals
  for each row execute function refuse_second_revocation();

-- How many approvals of a service may be in force at the same time; without a row, or null, as many as there are.
create table service_capacities (
  service text primary key check (length(service) between 1 and 100),
  places int check (places between 0 and 100000),
  version int not null default 1,
  set_by text not null,
  set_at timestamptz not null
);
alter table service_capacities enable row level security;
create policy service_capacities_of_vendor on service_capacities using ((select sees_vendor()));

-- The most approvals of a service that are in force on one day of [from_day, until_day). For the vendor.
create function service_places_taken(which text, from_day date, until_day date, besides uuid default null) returns int
language sql stable security definer set search_path = public as $$
  with near as (
    select a.starts_on, least(a.ends_on, g.ends_on) as ends_on
    from service_approvals a join agreements g on g.id = a.agreement_id
    where a.service = which and a.revoked_at is null and g.state = 'active' and a.id is distinct from besides
      and a.starts_on < until_day and least(a.ends_on, g.ends_on) > from_day and sees_vendor()
  )
  select coalesce(max(there), 0)::int from (
    select (select count(*) from near one where one.starts_on <= at.day and one.ends_on > at.day) as there
    from (select from_day as day union select starts_on from near where starts_on > from_day) at
  ) days
$$;

-- Approvals stay within the places of their service: one waits for the other, and only then are they counted.
-- What a renewal continues takes no new place.
create function hold_service_places() returns trigger language plpgsql security definer set search_path = public as $$
declare
  allowed int;
  taken int;
  last_day date;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.service, 24));
  select places into allowed from service_capacities where service = new.service;
  if allowed is null then
    return null;
  end if;
  select least(new.ends_on, ends_on) into last_day from agreements where id = new.agreement_id;
  taken := service_places_taken(new.service, new.starts_on, last_day, new.id);
  if taken >= allowed then
    raise exception 'service_places_taken: % of %', taken, allowed
      using errcode = 'check_violation', constraint = 'service_places';
  end if;
  return null;
end $$;
create trigger approvals_stay_within_places after insert on service_approvals
  for each row when (new.carried_from is null) execute function hold_service_places();

-- What customers ask for. The words are in the case; here is what becomes of it.
create table service_requests (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  case_id uuid not null unique,
  contact_id uuid not null,
  service text not null check (length(service) between 1 and 100),
  -- closed: the case ended before it was answered
  state text not null check (state in ('asked', 'approved', 'declined', 'closed')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by text,
  note text check (length(note) between 1 and 1000),
  approval_id uuid references service_approvals (id),
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  foreign key (account_id, case_id) references cases (account_id, id),
  foreign key (account_id, contact_id) references contacts (account_id, id),
  check ((state = 'asked') = (answered_at is null)),
  check (state <> 'declined' or note is not null),
  check ((state = 'approved') = (approval_id is not null))
);
create unique index service_requests_one_open on service_requests (account_id, service) where state = 'asked';
create index service_requests_waiting on service_requests (asked_at, id) where state = 'asked';
create index service_requests_answered on service_requests (answered_at desc, id desc) where state <> 'asked';
create index service_requests_account on service_requests (account_id, service, asked_at desc);
alter table service_requests enable row level security;
create policy service_requests_of_account on service_requests
  using ((select sees_vendor()) or account_id = (select asking_account()));

-- A case that ends, or turns out to be something else, asks no longer; reopened, it asks again.
create function settle_service_request() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.status in ('solved', 'closed') or new.type is distinct from 'request' then
    update service_requests set state = 'closed', answered_at = new.last_entry_at
    where case_id = new.id and state = 'asked';
  else
    update service_requests asked set state = 'asked', answered_at = null
    where case_id = new.id and state = 'closed' and not exists (
      select from service_requests other where other.account_id = asked.account_id
        and other.service = asked.service and other.state = 'asked');
  end if;
  return null;
end $$;
create trigger cases_settle_service_requests after update of status, type on cases
  for each row when (old.service is not null and (old.status, old.type) is distinct from (new.status, new.type))
  execute function settle_service_request();

-- Certifications keep their history: one that was wrong or was withdrawn ends with a reason, and what stands instead
-- is another row.
alter table certifications
  add column added_by text,
  add column added_at timestamptz,
  add column proof_file_id uuid references files (id),
  add column replaced_by uuid references certifications (id),
  add column ended_at timestamptz,
  add column ended_by text,
  add column end_reason text check (length(end_reason) between 1 and 1000),
  -- When the contact was told that it ends soon.
  add column reminded_at timestamptz,
  add check ((ended_at is null) = (end_reason is null));
create index certifications_ending on certifications (valid_until)
  where ended_at is null and reminded_at is null and valid_until is not null;
create index certifications_proof on certifications (proof_file_id) where proof_file_id is not null;

-- A file that proves a certification came to something.
create or replace function unattached_files(uploaded_before timestamptz, at_most int) returns setof uuid
language sql stable security definer set search_path = public as $$
  select f.id from files f
  where f.entry_id is null and f.case_id is null and f.created_at < uploaded_before
    and not exists (select from drafts d where d.attachment_ids @> array[f.id])
    and not exists (select from case_requests r
      where r.state = 'open' and r.files @> jsonb_build_array(jsonb_build_object('id', f.id)))
    and not exists (select from certifications c where c.proof_file_id = f.id)
  order by f.created_at limit at_most
$$;
