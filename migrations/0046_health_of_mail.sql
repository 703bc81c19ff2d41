-- Mail that is held by the budgets, and mailboxes that are not read, stand among the rest of what is looked at.
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
        'held', count(*) filter (where state = 'held' and held_until is not null),
        'heldUntil', min(held_until) filter (where state = 'held'),
        'hasRelay', exists (select from mail_relay where host is not null))
      from outgoing_mail where state <> 'sent'),
    'mailIn', (
      select jsonb_build_object('waiting', count(*), 'waitingSince', min(received_at),
        'lastAt', (select received_at from inbound_mail order by received_at desc limit 1))
      from inbound_mail where state = 'stored'),
    'mailboxes', (
      select coalesce(jsonb_agg(jsonb_build_object('name', name, 'said', trouble_said,
        'wellAt', greatest(connected_at, changed_at)) order by name), '[]')
      from mailboxes where state = 'on'),
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
