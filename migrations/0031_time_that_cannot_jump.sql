-- Several events at once: one job for each pair, in one insert. All or none, with the transaction of the work.
create function enqueue_each(names text[], payloads jsonb[])
returns void language sql security definer set search_path = public as $$
  select from graphile_worker.add_jobs(array(
    select row(job.name, job.payload::json, null, null, 12, null, null, null)::graphile_worker.job_spec
    from unnest(names, payloads) job(name, payload)))
$$;

-- Due times go by the clock of the database as long as it does not jump. Where it did, those that fire them go on by
-- the time before, and hold the alarm here until it is back or a person says that it is right.
create table time_watch (
  one boolean primary key default true check (one),
  -- How often somebody said so: whoever knows of fewer follows the clock again.
  trusted int not null default 0,
  -- When it moved, by the time before, and by how much.
  moved_at timestamptz,
  moved_by_ms bigint,
  -- When somebody last held it, by the clock that moved. An alarm ends with the last process that holds it.
  held_at timestamptz,
  check (num_nulls(moved_at, moved_by_ms, held_at) in (0, 3))
);
insert into time_watch default values;
revoke insert, delete on time_watch from fourline_app;
alter table time_watch enable row level security;
create policy time_watch_of_vendor on time_watch using ((select sees_vendor())) with check ((select sees_vendor()));

-- The alarm in force, or no row. `at` is the clock of the database now.
create function time_alarm(at timestamptz) returns table (moved_at timestamptz, moved_by_ms bigint)
language sql stable as $$
  select w.moved_at, w.moved_by_ms from time_watch w
  where w.moved_at is not null and w.held_at between at - interval '20 seconds' and at + interval '20 seconds'
$$;

-- As before, with the alarm; what is overdue is found by the index of the sweeper, and by the time that it goes by.
create or replace function read_health() returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'at', now(),
    'jobs', (
      select jsonb_build_object(
        'waiting', count(*) filter (where attempts < max_attempts and run_at <= now() and locked_at is null),
        'waitingSince', min(run_at) filter (where attempts < max_attempts and run_at <= now() and locked_at is null),
        'underWay', count(*) filter (where locked_at is not null),
        'later', count(*) filter (where attempts < max_attempts and run_at > now() and last_error is null),
        'failing', count(*) filter (where attempts < max_attempts and last_error is not null and locked_at is null),
        'givenUp', count(*) filter (where attempts >= max_attempts and locked_at is null))
      from graphile_worker._private_jobs),
    'failingJobs', (
      select coalesce(jsonb_agg(job order by job->>'givenUp' desc, job->>'runAt'), '[]')
      from (
        select jsonb_build_object('id', j.id::text, 'name', t.identifier, 'attempts', j.attempts,
          'maxAttempts', j.max_attempts, 'error', left(j.last_error, 300), 'runAt', j.run_at,
          'givenUp', j.attempts >= j.max_attempts) job
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where j.last_error is not null and j.locked_at is null
        order by (j.attempts >= j.max_attempts) desc, j.run_at limit 20) few),
    'processes', (select count(*) from process_heartbeats where beat_at > now() - interval '20 seconds'),
    'mailOut', (
      select jsonb_build_object(
        'waiting', count(*) filter (where state = 'queued'),
        'waitingSince', min(queued_at) filter (where state = 'queued'),
        'failed', count(*) filter (where state = 'failed'),
        'failedToday', count(*) filter (where state = 'failed' and coalesce(failed_at, queued_at) > now() - interval '1 day'),
        'kept', count(*) filter (where state = 'kept'),
        'hasRelay', exists (select from mail_relay where host is not null))
      from outgoing_mail where state <> 'sent'),
    'mailIn', (
      select jsonb_build_object('waiting', count(*), 'waitingSince', min(received_at),
        'lastAt', (select received_at from inbound_mail order by received_at desc limit 1))
      from inbound_mail where state = 'stored'),
    'dueTimes', (
      select jsonb_build_object('overdue', count(*), 'overdueSince', min(next_alarm_at),
        'lastFiredAt', (select fired_at from clocks where fired_at is not null order by fired_at desc limit 1))
      from clocks
      where next_alarm_at < now() - interval '15 seconds'
        - coalesce((select make_interval(secs => moved_by_ms / 1000.0) from time_alarm(now())), interval '0')),
    'time', (select jsonb_build_object('movedAt', moved_at, 'movedByMs', moved_by_ms) from time_alarm(now())),
    'webhooks', (
      select jsonb_build_object(
        'on', count(*) filter (where state = 'on'),
        'disabled', count(*) filter (where state = 'disabled'),
        'waiting', (select count(*) from webhook_deliveries where state = 'waiting' and tries > 0))
      from webhook_endpoints where state <> 'removed'),
    'errors', (
      select coalesce(jsonb_agg(jsonb_build_object('message', message, 'n', n, 'lastAt', last_at) order by n desc, message), '[]')
      from (
        select message, sum(n) n, max(last_at) last_at from logged_errors
        where hour > now() - interval '25 hours' and last_at > now() - interval '1 day'
        group by message order by 2 desc limit 20) top),
    'database', jsonb_build_object(
      'bytes', pg_database_size(current_database()),
      'connections', (select count(*) from pg_stat_activity where datname = current_database()),
      'maxConnections', current_setting('max_connections')::int,
      'oldestTransactionAt', (
        select min(xact_start) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend')))
  where sees_vendor()
$$;
