-- Days and their beginnings in a coverage zone: an IANA name, or a fixed offset such as `+03:00`, whose sign
-- `at time zone` would read the other way round.
create function offset_of_zone(zone text) returns interval language sql immutable parallel safe as $$
  select case when zone ~ '^[+-]' then make_interval(mins => (case left(zone, 1) when '-' then -1 else 1 end)
    * (substr(zone, 2, 2)::int * 60 + coalesce(nullif(replace(substr(zone, 4), ':', ''), '')::int, 0))) end
$$;
create function day_in_zone(at timestamptz, zone text) returns date language sql stable parallel safe as $$
  select case when zone ~ '^[+-]' then ((at at time zone 'UTC') + offset_of_zone(zone))::date
    else (at at time zone zone)::date end
$$;
create function start_of_day(day date, zone text) returns timestamptz language sql stable parallel safe as $$
  select case when zone ~ '^[+-]' then (day::timestamp - offset_of_zone(zone)) at time zone 'UTC'
    else day::timestamp at time zone zone end
$$;

-- Whether an agreement is in force at an instant; what was cancelled is not.
create function in_force(a agreements, at timestamptz) returns boolean language sql stable parallel safe as $$
  select a.state in ('active', 'expired') and day_in_zone(at, a.coverage_zone) >= a.starts_on
    and day_in_zone(at, a.coverage_zone) < a.ends_on
$$;

-- What was negotiated over the package version: [{path, value, note}], applied to the terms beside it.
alter table agreements add column deviations json not null default '[]';

-- One agreement at a time, those that have ended included (T2).
alter table agreements drop constraint agreements_account_id_daterange_excl;
alter table agreements add constraint one_agreement_at_a_time
  exclude using gist (account_id with =, daterange(starts_on, ends_on) with &&) where (state in ('active', 'expired'));

-- What changes while an agreement runs (SPEC 2.1, 2.4): it keeps the agreement, its period and its year. An upgrade
-- freezes other terms from a day on; an added product leaves the terms as they are.
create table agreement_amendments (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('upgrade', 'added_product')),
  effective_on date not null,
  package_version_id uuid references package_versions (id),
  terms json,
  deviations json not null default '[]',
  seat_cap int check (seat_cap >= 0),
  -- What is charged pro rata: [{of, currency, yearlyMinor, minor}], excluding taxes.
  charges json not null,
  reason text not null check (length(btrim(reason)) > 0),
  actor_name text not null,
  created_at timestamptz not null,
  unique (agreement_id, number),
  unique (account_id, agreement_id, id),
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  check ((kind = 'upgrade') = (package_version_id is not null and terms is not null and seat_cap is not null)),
  check (kind = 'upgrade' or (package_version_id is null and terms is null and seat_cap is null))
);
create index agreement_upgrades on agreement_amendments (agreement_id, effective_on desc, number desc)
  where kind = 'upgrade';
revoke update, delete on agreement_amendments from fourline_app;
alter table agreement_amendments enable row level security;
create policy agreement_amendments_of_account on agreement_amendments using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- A line that an amendment brought; the others stand since the draft.
alter table subscription_lines add column amendment_id uuid;
alter table subscription_lines add foreign key (account_id, agreement_id, amendment_id)
  references agreement_amendments (account_id, agreement_id, id);

-- The terms in force on a day in the coverage zone: those of the latest upgrade by then, else the agreement's own.
create function terms_on(agreement uuid, day date)
returns table (package_version_id uuid, terms json, seat_cap int, deviations json, amendment int)
language sql stable as $$
  select t.* from (
    (select m.package_version_id, m.terms, m.seat_cap, m.deviations, m.number
      from agreement_amendments m
      where m.agreement_id = agreement and m.kind = 'upgrade' and m.effective_on <= day
      order by m.effective_on desc, m.number desc limit 1)
    union all
    select a.package_version_id, a.terms, a.seat_cap, a.deviations, 0 from agreements a where a.id = agreement
  ) t order by t.number desc limit 1
$$;

-- One amendment at a time, and none beside a cancellation: the agreement row is locked first.
create function hold_amendment() returns trigger language plpgsql security definer set search_path = public as $$
declare a agreements; planned date; cap int;
begin
  select * into a from agreements where id = new.agreement_id for no key update;
  if a.state <> 'active' then
    raise exception 'Only an active agreement is amended' using errcode = 'check_violation', constraint = 'amended_while_active';
  end if;
  if new.effective_on < a.starts_on or new.effective_on >= a.ends_on
      or new.effective_on < day_in_zone(new.created_at, a.coverage_zone) then
    raise exception 'An amendment takes effect from today on, within the period' using errcode = 'check_violation', constraint = 'amended_within_period';
  end if;
  if new.number <> (select count(*) + 1 from agreement_amendments where agreement_id = a.id) then
    raise exception 'Amendments are numbered one by one' using errcode = 'check_violation', constraint = 'amended_one_by_one';
  end if;
  if new.kind = 'upgrade' then
    select max(effective_on) into planned from agreement_amendments where agreement_id = a.id and kind = 'upgrade';
    if planned > new.effective_on then
      raise exception 'A later upgrade is agreed already' using errcode = 'check_violation', constraint = 'amended_in_order';
    end if;
    select seat_cap into cap from terms_on(a.id, new.effective_on);
    if new.seat_cap < cap then
      raise exception 'An upgrade takes no seat away' using errcode = 'check_violation', constraint = 'amended_upwards';
    end if;
  end if;
  return new;
end $$;
create trigger amendments_hold before insert on agreement_amendments
  for each row execute function hold_amendment();

-- What is agreed stays as it was agreed, and states go one way: draft, active, expired or cancelled.
create or replace function refuse_change_of_terms() returns trigger language plpgsql security definer set search_path = public as $$
declare renewed agreements;
begin
  if old.state <> 'draft' and (new.terms::text is distinct from old.terms::text or new.starts_on <> old.starts_on
      or new.ends_on <> old.ends_on or new.first_starts_on <> old.first_starts_on
      or new.coverage_zone <> old.coverage_zone or new.account_id <> old.account_id
      or new.package_version_id is distinct from old.package_version_id or new.seat_cap <> old.seat_cap
      or new.renews_id is distinct from old.renews_id or new.deviations::text <> old.deviations::text) then
    raise exception 'The terms of an agreement are frozen once it is active' using errcode = 'restrict_violation';
  end if;
  if new.state = old.state then
    return new;
  end if;
  if not (old.state = 'draft' and new.state = 'active' or old.state = 'active' and new.state in ('expired', 'cancelled')) then
    raise exception 'An agreement does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  -- T1 along the chain: a renewal begins where the agreement before it ends, and that one stays.
  if new.state = 'active' and new.renews_id is not null then
    select * into renewed from agreements where id = new.renews_id for no key update;
    if renewed.state not in ('active', 'expired') or new.starts_on <> renewed.ends_on
        or start_of_day(new.starts_on, new.coverage_zone) > start_of_day(renewed.ends_on, renewed.coverage_zone) then
      raise exception 'A renewal follows the agreement before it without a gap' using errcode = 'check_violation', constraint = 'renewed_without_gap';
    end if;
  end if;
  if new.state = 'cancelled' and exists (select from agreements where renews_id = new.id and state in ('active', 'expired')) then
    raise exception 'The renewal of this agreement is active' using errcode = 'check_violation', constraint = 'cancelled_without_gap';
  end if;
  return new;
end $$;

-- Lines change in a draft; afterwards only an amendment adds one, within the period (T1).
create function hold_lines() returns trigger language plpgsql security definer set search_path = public as $$
declare a agreements; effective date;
begin
  select * into a from agreements where id = coalesce(new.agreement_id, old.agreement_id);
  if a.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'INSERT' and new.amendment_id is not null then
    select effective_on into effective from agreement_amendments where id = new.amendment_id and kind = 'added_product';
    if new.starts_on = effective and new.ends_on <= a.ends_on then
      return new;
    end if;
  end if;
  raise exception 'The subscription lines of an agreement are frozen once it is active' using errcode = 'restrict_violation';
end $$;
create trigger subscription_lines_stay before insert or update or delete on subscription_lines
  for each row execute function hold_lines();

-- Seats stay under the cap that is in force when a seat is given, or becomes active again.
alter table seats add column woken_at timestamptz;
create or replace function hold_seat_cap() returns trigger language plpgsql security definer set search_path = public as $$
declare zone text; cap int; active int;
begin
  select coverage_zone into zone from agreements where id = new.agreement_id for no key update;
  select seat_cap into cap
    from terms_on(new.agreement_id, day_in_zone(greatest(new.since, new.woken_at), zone));
  select count(*) into active from seats where agreement_id = new.agreement_id and state = 'active';
  if active > cap then
    raise exception 'seat_cap_reached: % of %', active - 1, cap using errcode = 'check_violation', constraint = 'seat_cap';
  end if;
  return null;
end $$;

-- Signed papers: added, never replaced. What a customer may see of a draft is nothing.
create table agreement_documents (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  note text,
  actor_name text not null,
  added_at timestamptz not null,
  foreign key (account_id, agreement_id) references agreements (account_id, id) on delete cascade
);
create index agreement_documents_agreement on agreement_documents (agreement_id, added_at);
create index agreement_documents_sha256 on agreement_documents (sha256);
revoke update, delete on agreement_documents from fourline_app;
alter table agreement_documents enable row level security;
create policy agreement_documents_of_account on agreement_documents using ((select sees_vendor()) or (
  account_id = (select asking_account())
  and exists (select from contacts c where c.id = (select asking_contact()) and c.is_account_admin and c.ended_at is null)
  and exists (select from agreements a where a.id = agreement_id and a.state <> 'draft')
)) with check ((select sees_vendor()));

-- What was said before an end, once each: `days` is 90, 30, 7 or 0, the last day.
create table agreement_reminders (
  agreement_id uuid not null references agreements (id) on delete cascade,
  days int not null check (days >= 0),
  at timestamptz not null,
  primary key (agreement_id, days)
);
alter table agreement_reminders enable row level security;
create policy agreement_reminders_of_vendor on agreement_reminders using ((select sees_vendor())) with check ((select sees_vendor()));
