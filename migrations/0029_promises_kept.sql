-- Support hours of a package in a coverage zone, in versions that never change (SPEC 4.1). A case is measured by the
-- version that is in force when it is received; those that run keep theirs. Where `hours` is null, or there is no
-- version yet, the hours of the agreement's own terms hold. Hours that an agreement negotiated are its own, always.
create table support_calendars (
  package_code text not null,
  -- The coverage zone as agreements name it.
  zone text not null,
  version int not null check (version > 0),
  -- { timeZone, week, holidays, breaks?, overrides? }
  hours jsonb,
  -- What a dated exception is called, by date: { "2026-12-25": "Christmas Day" }
  names jsonb not null default '{}',
  reason text not null check (length(reason) between 1 and 500),
  starts_at timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (package_code, zone, version),
  check (starts_at >= published_at)
);
create index support_calendars_in_force on support_calendars (package_code, zone, starts_at desc, version desc);
revoke update, delete on support_calendars from fourline_app;
alter table support_calendars enable row level security;
-- Hours are printed on the public page; customers are measured by them, so they may read them.
create policy support_calendars_of_vendor on support_calendars using (true) with check ((select sees_vendor()));

-- The version in force at an instant, or no row.
create function support_calendar_at(package text, of_zone text, at timestamptz)
returns table (version int, hours jsonb, names jsonb) language sql stable as $$
  select s.version, s.hours, s.names from support_calendars s
  where s.package_code = package and s.zone = of_zone and s.starts_at <= at
  order by s.starts_at desc, s.version desc limit 1
$$;

-- What a line aims for, in working minutes from a case's arrival until it is solved or handed on: tracked, never
-- promised (SPEC 6.1). Who is told first when a promise on it is missed.
create table line_targets (
  line smallint not null references lines (number),
  priority text not null check (priority in ('high', 'medium', 'low')),
  minutes int not null check (minutes between 1 and 525600),
  primary key (line, priority)
);
alter table lines add column manager_id uuid references staff (id);
alter table lines add column version int not null default 1;

-- Who hears of a running clock, and when: at a share of its working time, 100 being the breach (SPEC 4.8).
create table warning_rules (
  id uuid primary key default uuidv7(),
  share smallint not null check (share between 1 and 100),
  tell text not null check (tell in ('assignee', 'line', 'line_manager', 'managers', 'person')),
  staff_id uuid references staff (id),
  -- Also for tracked targets, not only for what was promised.
  tracked boolean not null default false,
  check ((tell = 'person') = (staff_id is not null)),
  unique nulls not distinct (share, tell, staff_id)
);
insert into warning_rules (share, tell) values (50, 'assignee'), (80, 'line'), (100, 'line_manager');

-- A clock knows the line that has it, and the next instant at which somebody is to hear of it: the sweeper reads the
-- earliest of these and nothing else, whatever the number of cases. It cannot be wrong, since it is derived here.
alter table clocks drop constraint clocks_kind_check;
alter table clocks add constraint clocks_kind_check
  check (kind in ('first_response', 'next_response', 'resolution', 'line'));
alter table clocks add column line smallint references lines (number);
-- Shares of the working time, ascending, and when each is reached; empty while it stands still.
alter table clocks add column warn_shares smallint[] not null default '{}';
alter table clocks add column warn_at timestamptz[] not null default '{}';
alter table clocks add constraint clocks_warnings_pair
  check (cardinality(warn_shares) = cardinality(warn_at) and (state = 'running' or cardinality(warn_shares) = 0));
-- The highest share that was acted on.
alter table clocks add column warned smallint not null default 0;
update clocks set fired_at = due_at where state = 'breached' and fired_at is null and stopped_at is not null;
create function next_alarm(shares smallint[], at timestamptz[], warned smallint, due timestamptz, fired timestamptz, state text)
returns timestamptz language sql immutable as $$
  select case when fired is null and state in ('running', 'breached') then
    least(due, (select min(w.at) from unnest(shares, at) w(share, at) where w.share > warned)) end
$$;
alter table clocks add column next_alarm_at timestamptz
  generated always as (next_alarm(warn_shares, warn_at, warned, due_at, fired_at, state)) stored;
drop index clocks_due;
create index clocks_alarm on clocks (next_alarm_at) where next_alarm_at is not null;

-- When it was settled whether a promise was kept: what a month's report counts by.
create function settled_at(state text, due timestamptz, stopped timestamptz)
returns timestamptz language sql immutable as $$
  select case state when 'met' then stopped when 'breached' then due when 'cancelled' then stopped end
$$;
alter table clocks add column settled_at timestamptz generated always as (settled_at(state, due_at, stopped_at)) stored;
create index clocks_settled on clocks (settled_at) where settled_at is not null;
create index clocks_settled_of_account on clocks (account_id, settled_at) where settled_at is not null;

-- Exchanges and stays on a line that are over, once the case has a later one; as they ended, never changed.
create table clock_history (
  case_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('next_response', 'line')),
  started_at timestamptz not null,
  state text not null check (state in ('met', 'breached', 'cancelled')),
  guaranteed boolean not null,
  clause text,
  target_minutes int not null,
  due_at timestamptz,
  stopped_at timestamptz not null,
  elapsed_ms bigint not null,
  over_ms bigint,
  earlier_due_at timestamptz,
  line smallint references lines (number),
  settled_at timestamptz generated always as (settled_at(state, due_at, stopped_at)) stored,
  primary key (case_id, kind, started_at),
  foreign key (account_id, case_id) references cases (account_id, id)
);
create index clock_history_settled on clock_history (settled_at) where settled_at is not null;
create index clock_history_of_account on clock_history (account_id, settled_at) where settled_at is not null;
revoke update, delete on clock_history from fourline_app;
alter table clock_history enable row level security;
create policy clock_history_of_vendor on clock_history
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- What somebody was to hear of a clock, once for each share of each promise; 100 is the breach. `at` is when it was
-- true, `noticed_at` when it was seen: later after a stop of the product.
create table clock_signals (
  case_id uuid not null,
  account_id uuid not null,
  kind text not null,
  started_at timestamptz not null,
  share smallint not null check (share between 1 and 100),
  at timestamptz not null,
  noticed_at timestamptz not null,
  -- A later share was due already: told of that one only.
  overtaken boolean not null default false,
  primary key (case_id, kind, started_at, share),
  foreign key (account_id, case_id) references cases (account_id, id)
);
alter table clock_signals enable row level security;
create policy clock_signals_of_vendor on clock_signals
  using ((select sees_vendor())) with check ((select sees_vendor()));

create table breach_causes (
  code text primary key check (code ~ '^[a-z][a-z_]{1,39}$'),
  name text not null check (length(name) between 1 and 80),
  active boolean not null default true
);
insert into breach_causes (code, name) values
  ('understaffed', 'Too few people on shift'),
  ('shift_change', 'Lost between two shifts'),
  ('overlooked', 'Overlooked'),
  ('wrong_line', 'Handed to the wrong line'),
  ('hard_problem', 'Harder than the time allowed'),
  ('waiting_inside', 'Waited for somebody inside the company'),
  ('waiting_outside', 'Waited for a third party'),
  ('our_outage', 'Our own systems were down'),
  ('other', 'Something else');

-- A promise that was missed (SPEC 4.8): what the case was then, why it happened, what the customer was told, what it
-- costs, and who has looked at it. One for each promise; withdrawn where it turns out that the answer was in time.
create table breaches (
  id uuid primary key default uuidv7(),
  case_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('first_response', 'next_response', 'resolution')),
  started_at timestamptz not null,
  due_at timestamptz not null,
  noticed_at timestamptz not null,
  priority text not null,
  line smallint not null references lines (number),
  assignee_id uuid references staff (id),
  agreement_id uuid,
  package_code text,
  clause text,
  target_minutes int not null,
  state text not null default 'open' check (state in ('open', 'recorded', 'approved', 'withdrawn')),
  cause_code text references breach_causes (code),
  cause_note text not null default '' check (length(cause_note) <= 2000),
  -- What was said to the customer, and when; null while nobody has.
  told text check (length(told) between 1 and 4000),
  told_at timestamptz,
  -- What the customer gets back by the agreement's rule, in minor units, with the rule as it stood.
  credit_minor bigint check (credit_minor >= 0),
  credit_currency text check (credit_currency ~ '^[A-Z]{3}$'),
  credit_rule jsonb,
  recorded_by uuid references staff (id),
  recorded_at timestamptz,
  reviewed_by uuid references staff (id),
  reviewed_at timestamptz,
  review_note text not null default '' check (length(review_note) <= 2000),
  version int not null default 1,
  unique (case_id, kind, started_at),
  foreign key (account_id, case_id) references cases (account_id, id),
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  check ((credit_minor is null) = (credit_currency is null)),
  check (state not in ('recorded', 'approved') or (cause_code is not null and recorded_by is not null)),
  check (state <> 'approved' or reviewed_by is not null),
  -- Nobody approves their own record.
  check (state <> 'approved' or reviewed_by <> recorded_by)
);
create index breaches_newest on breaches (due_at desc, id desc);
create index breaches_state on breaches (state, due_at desc, id desc);
create index breaches_of_account on breaches (account_id, due_at desc, id desc);
create index breaches_of_case on breaches (case_id);
revoke delete on breaches from fourline_app;
alter table breaches enable row level security;
create policy breaches_of_vendor on breaches using ((select sees_vendor())) with check ((select sees_vendor()));

-- A breach that turns out not to be one is withdrawn with what it led to: the answer was in time, and only seen late.
create function withdraw_breach() returns trigger language plpgsql as $$
begin
  update breaches set state = 'withdrawn', version = version + 1
    where case_id = new.case_id and kind = new.kind and started_at = new.started_at and state <> 'withdrawn';
  delete from clock_signals
    where case_id = new.case_id and kind = new.kind and started_at = new.started_at and share = 100;
  return null;
end $$;
create trigger clocks_withdraw_breach after update on clocks for each row
  when (old.fired_at is not null and old.started_at = new.started_at and new.state <> 'breached')
  execute function withdraw_breach();

-- What an agreement gives back for a missed promise; null for nothing. Part of what was agreed.
-- { "percent": 5, "of": "month", "capPercent": 25 }
alter table agreements add column credit_rule jsonb;
