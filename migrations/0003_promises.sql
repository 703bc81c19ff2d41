-- Editions of a package. A published one never changes: it is what agreements froze.
create table package_versions (
  id uuid primary key,
  code text not null,
  version int not null check (version > 0),
  -- One PackageVersion as promise/packages describes it; json, since the order of its services is the catalogue's.
  terms json not null,
  published_at timestamptz,
  unique (code, version)
);
create function refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'A published package version never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger published_versions_stay before update or delete on package_versions
  for each row execute function refuse_change_of_published();

-- What an account bought. The period is [starts_on, ends_on), by dates in the coverage zone.
create table agreements (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  package_version_id uuid references package_versions (id),
  -- The frozen copy of the package version, plus negotiated deviations.
  terms json,
  coverage_zone text not null,
  starts_on date not null,
  ends_on date not null,
  -- First start of the renewal chain: agreement years count from here (SPEC 2.4).
  first_starts_on date not null,
  renews_id uuid references agreements (id),
  state text not null default 'draft' check (state in ('draft', 'active', 'expired', 'cancelled')),
  seat_cap int not null default 0 check (seat_cap >= 0),
  created_at timestamptz not null,
  unique (account_id, id),
  check (ends_on > starts_on and first_starts_on <= starts_on),
  -- T1: a package is mandatory; T2: at least one year, by calendar.
  check (state = 'draft' or (package_version_id is not null and terms is not null)),
  check (state = 'draft' or ends_on >= starts_on + interval '1 year'),
  -- T2: one package for all products, so one agreement at a time.
  exclude using gist (account_id with =, daterange(starts_on, ends_on) with &&) where (state = 'active')
);
create index agreements_account on agreements (account_id, starts_on);
alter table agreements enable row level security;
create policy agreements_of_account on agreements using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- Terms of an agreement that left draft are frozen.
create function refuse_change_of_terms() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.terms::text is distinct from old.terms::text or new.starts_on <> old.starts_on
      or new.first_starts_on <> old.first_starts_on or new.coverage_zone <> old.coverage_zone
      or new.account_id <> old.account_id) then
    raise exception 'The terms of an agreement are frozen once it is active' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger agreement_terms_stay before update on agreements
  for each row execute function refuse_change_of_terms();

create table subscription_lines (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  product_code text not null references products (code),
  yearly_net_minor bigint not null check (yearly_net_minor >= 0),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  starts_on date not null,
  ends_on date not null,
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  check (ends_on > starts_on)
);
create index subscription_lines_agreement on subscription_lines (agreement_id);
alter table subscription_lines enable row level security;
create policy subscription_lines_of_account on subscription_lines using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- Granted on-request services (SPEC 3.3 request_needed).
create table service_approvals (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  service text not null,
  approved_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (account_id, agreement_id) references agreements (account_id, id)
);
create index service_approvals_agreement on service_approvals (agreement_id);
alter table service_approvals enable row level security;
create policy service_approvals_of_account on service_approvals using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- T4: authorised contacts hold a seat. Swapping keeps history: a seat ends, another begins.
create table seats (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  contact_id uuid not null,
  state text not null check (state in ('active', 'suspended', 'ended')),
  since timestamptz not null,
  ended_at timestamptz,
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  foreign key (account_id, contact_id) references contacts (account_id, id),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index seats_one_per_contact on seats (agreement_id, contact_id) where state <> 'ended';
create index seats_contact on seats (contact_id) where state <> 'ended';
alter table seats enable row level security;
create policy seats_of_account on seats using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

-- Active seats never exceed the cap: the agreement row is locked first, and only then counted. The lock is one
-- that foreign keys to the agreement do not stand against: two givers would wait for each other for ever.
create function hold_seat_cap() returns trigger language plpgsql security definer set search_path = public as $$
declare cap int; active int;
begin
  select seat_cap into cap from agreements where id = new.agreement_id for no key update;
  select count(*) into active from seats where agreement_id = new.agreement_id and state = 'active';
  if active > cap then
    raise exception 'seat_cap_reached: % of %', active - 1, cap using errcode = 'check_violation', constraint = 'seat_cap';
  end if;
  return null;
end $$;
create trigger seats_stay_under_cap after insert or update of state on seats
  for each row when (new.state = 'active') execute function hold_seat_cap();

-- What was used of a pool in an agreement year. Only the ledger moves it.
create table pool_counters (
  agreement_id uuid not null,
  account_id uuid not null,
  pool text not null,
  year_starts_on date not null,
  used int not null default 0,
  allowed int not null check (allowed >= 0),
  primary key (agreement_id, pool, year_starts_on),
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  constraint pool_never_overdrawn check (used between 0 and allowed)
);
alter table pool_counters enable row level security;
create policy pool_counters_of_account on pool_counters using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

-- The ledger: append-only. Units are +1 drawn, -1 given back, 0 waived; an adjustment carries its reason.
create table pool_entries (
  id uuid primary key,
  account_id uuid not null,
  agreement_id uuid not null,
  pool text not null,
  year_starts_on date not null,
  case_id uuid,
  units int not null,
  kind text not null check (kind in ('draw', 'refund', 'adjust', 'waive')),
  reason text not null,
  actor_name text not null,
  at timestamptz not null,
  foreign key (agreement_id, pool, year_starts_on) references pool_counters (agreement_id, pool, year_starts_on),
  check ((kind = 'draw' and units = 1) or (kind = 'refund' and units = -1) or (kind = 'waive' and units = 0) or kind = 'adjust')
);
create index pool_entries_agreement on pool_entries (agreement_id, pool, year_starts_on, at);
create index pool_entries_case on pool_entries (case_id) where case_id is not null;
revoke update, delete on pool_entries from fourline_app;
alter table pool_entries enable row level security;
create policy pool_entries_of_account on pool_entries using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

-- The counter moves with the ledger and nothing else: the application may add a counter at zero, never set it.
revoke update, delete on pool_counters from fourline_app;
-- Locking a row needs the right to update one of its columns; this one is never written.
grant update (pool) on pool_counters to fourline_app;
create function move_pool_counter() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update pool_counters set used = used + new.units
  where agreement_id = new.agreement_id and pool = new.pool and year_starts_on = new.year_starts_on;
  return null;
end $$;
create trigger ledger_moves_counter after insert on pool_entries
  for each row execute function move_pool_counter();
create function start_counter_at_zero() returns trigger language plpgsql as $$
begin
  new.used := 0;
  return new;
end $$;
create trigger counters_start_at_zero before insert on pool_counters
  for each row execute function start_counter_at_zero();
