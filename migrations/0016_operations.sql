-- How mail leaves, as an admin entered it; `SMTP_URL` counts before it. The password is sealed with a key that
-- lies in the data folder. Without a row, or without a host, mail is kept here.
create table mail_relay (
  only_one boolean primary key default true check (only_one),
  host text check (length(host) between 1 and 253),
  port int check (port between 1 and 65535),
  -- tls: encrypted from the first byte; starttls: before anything is said; none: never
  security text check (security in ('tls', 'starttls', 'none')),
  user_name text check (length(user_name) between 1 and 320),
  sealed_password text,
  version int not null,
  changed_at timestamptz not null,
  -- When a test mail last left by what is in force; it ends with a change.
  tested_at timestamptz,
  check ((host is null) = (port is null) and (host is null) = (security is null)),
  check ((user_name is null) = (sealed_password is null)),
  check (host is not null or user_name is null)
);
alter table mail_relay enable row level security;
create policy mail_relay_of_vendor on mail_relay using ((select sees_vendor())) with check ((select sees_vendor()));

-- Each time a mail was handed to the mail server, and what came of it.
create table outgoing_attempts (
  id uuid primary key,
  mail_id uuid not null references outgoing_mail (id) on delete cascade,
  at timestamptz not null,
  -- What the server, or the way to it, said; null where it took the mail.
  error text check (length(error) <= 500)
);
create index outgoing_attempts_mail on outgoing_attempts (mail_id, at, id);
alter table outgoing_attempts enable row level security;
create policy outgoing_attempts_of_vendor on outgoing_attempts
  using ((select sees_vendor())) with check ((select sees_vendor()));

alter table outgoing_mail add column failed_at timestamptz;
update outgoing_mail set failed_at = queued_at where state = 'failed';
-- Few beside those that were sent; looked at by state, newest first.
create index outgoing_mail_not_sent on outgoing_mail (state, queued_at desc, id desc) where state <> 'sent';
create index inbound_mail_newest on inbound_mail (received_at desc);
create index clocks_fired on clocks (fired_at desc) where fired_at is not null;

-- What the processes logged as errors: how often, by message and hour. Messages are sentences of the product,
-- never what a customer wrote.
create table logged_errors (
  hour timestamptz not null,
  message text not null check (length(message) between 1 and 200),
  n int not null check (n > 0),
  last_at timestamptz not null,
  primary key (hour, message)
);
alter table logged_errors enable row level security;
create policy logged_errors_of_vendor on logged_errors
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- How the installation is, in one round trip. The job queue and other connections are seen by the owner only, so
-- this runs as the owner, and tells nobody but the vendor's side. Each part reads what is open, never what is done.
create function read_health() returns jsonb language sql stable security definer set search_path = public as $$
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
      select jsonb_build_object('overdue', count(*), 'overdueSince', min(due_at),
        'lastFiredAt', (select fired_at from clocks where fired_at is not null order by fired_at desc limit 1))
      from clocks
      where stopped_at is null and fired_at is null and due_at < now() - interval '15 seconds'),
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

-- Lets failing jobs run again now, all of them or these; answers with how many. Those under way stay as they are.
create function retry_failing_jobs(ids bigint[]) returns int
language sql security definer set search_path = public as $$
  select count(*)::int from graphile_worker.reschedule_jobs(
    (select coalesce(array_agg(id), '{}') from (
      select id from graphile_worker._private_jobs
      where sees_vendor() and last_error is not null and locked_at is null and (ids is null or id = any (ids))
        and (attempts >= max_attempts or run_at > now())
      limit 1000) few),
    run_at => now(), attempts => 0)
$$;
revoke execute on function read_health(), retry_failing_jobs(bigint[]) from public;
grant execute on function read_health(), retry_failing_jobs(bigint[]) to fourline_app;
