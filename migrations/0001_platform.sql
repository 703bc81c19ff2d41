-- The application works under a role that owns nothing, so that row-level security always applies to it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'fourline_app') then
    create role fourline_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
-- The owner's connections take the role at start-up.
do $$
begin
  execute format('grant fourline_app to %I', current_user);
exception when others then null;
end $$;
grant usage on schema public to fourline_app;
alter default privileges in schema public grant select, insert, update, delete on tables to fourline_app;
alter default privileges in schema public grant usage, select on sequences to fourline_app;

create extension if not exists btree_gist;
create extension if not exists citext;
create extension if not exists pg_trgm;

-- Who is asking is set at the start of every transaction: `vendor` sees every account, a customer one.
create function sees_vendor() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('fourline.scope', true), '') = 'vendor' $$;

create function asking_account() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('fourline.account', true), '')::uuid $$;
-- Policies ask both through a scalar subquery: once a statement instead of once a row, and the planner
-- reckons with half of the rows instead of almost none.

-- The one vendor of this installation.
create table vendor (
  only_one boolean primary key default true check (only_one),
  name text not null,
  support_address citext not null,
  reference_prefix text not null default 'FL' check (reference_prefix ~ '^[A-Z]{1,6}$'),
  reopen_days int not null default 14 check (reopen_days between 0 and 365),
  -- {high, medium, low}: the published definition of each priority (SPEC 3.4)
  priority_definitions jsonb not null,
  is_demo boolean not null default false
);

-- Who did what, when. Append-only: the application can add and read, never change.
create table audit_log (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('anonymous', 'contact', 'staff', 'system')),
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  account_id uuid,
  detail jsonb not null default '{}',
  request_id text
);
create index audit_log_subject on audit_log (subject_type, subject_id, at);
create index audit_log_at on audit_log (at, id);
revoke update, delete on audit_log from fourline_app;
alter table audit_log enable row level security;
create policy audit_write on audit_log for insert with check (true);
create policy audit_read on audit_log for select using ((select sees_vendor()));

-- The answer to a keyed request is stored in the transaction that made it (SPEC 12.2).
create table idempotency_keys (
  user_id text not null,
  key text not null check (length(key) between 1 and 200),
  request text not null,
  body_hash text not null,
  status int not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- A stored file; the bytes lie in the file store under their hash.
create table files (
  id uuid primary key,
  account_id uuid,
  uploaded_by text not null,
  case_id uuid,
  entry_id uuid,
  internal boolean not null default false,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null
);
create index files_entry on files (entry_id) where entry_id is not null;
alter table files enable row level security;
create policy files_of_account on files
  using ((select sees_vendor()) or (account_id = (select asking_account()) and not internal))
  with check (((select sees_vendor()) or account_id = (select asking_account())));

-- Numbers on badges are kept, never counted. Slots spread writers over rows; a reader sums them.
create table kept_counts (
  key text not null,
  slot smallint not null,
  n bigint not null,
  primary key (key, slot)
);
create function keep_count(deltas jsonb) returns void language sql security definer set search_path = public as $$
  insert into kept_counts (key, slot, n)
  select one.key, pg_backend_pid() % 8, sum(one.value::int)
  from jsonb_array_elements(deltas) delta, jsonb_each_text(delta) one
  group by one.key having sum(one.value::int) <> 0 order by one.key
  on conflict (key, slot) do update set n = kept_counts.n + excluded.n
$$;
revoke insert, update, delete on kept_counts from fourline_app;

-- Side effects are jobs, added in the transaction of the work that wants them.
create function enqueue_job(name text, payload jsonb, run_at timestamptz default null, key text default null)
returns void language sql security definer set search_path = public as $$
  select graphile_worker.add_job(name, payload::json, run_at => run_at, job_key => key, max_attempts => 12)
$$;

-- Live processes. Jobs held by a process that died are released when its heartbeat stops.
create table process_heartbeats (
  worker_id text primary key,
  beat_at timestamptz not null
);
