-- An entry is dated by when it happened, and mail that is read late happened earlier than it came. The version that the
-- case has with it says what came after what; 0 for what came before that was kept, which is told apart by its time.
alter table entries add column case_version int not null default 0;
alter table unsent_messages add column case_version int not null default 0;

-- While a clock that moved is held, jobs are wanted by the time before, and the queue goes by the clock that moved: what
-- is to leave in ten seconds leaves in ten seconds.
create or replace function enqueue_job(name text, payload jsonb, run_at timestamptz default null, key text default null)
returns void language sql security definer set search_path = public as $$
  select graphile_worker.add_job(name, payload::json, run_at => case when run_at is not null then run_at + coalesce(
    (select make_interval(secs => moved_by_ms / 1000.0) from time_alarm(clock_timestamp())), interval '0') end,
    job_key => key, max_attempts => 12)
$$;
