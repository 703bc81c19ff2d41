-- Whether a mail server is set: whoever invites a colleague is to know, and nothing else of it.
create function mail_leaves() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from mail_relay where host is not null)
$$;

-- A process locks jobs under as many names as it has lanes; `worker_id` is the first of them.
alter table process_heartbeats add column other_workers text[] not null default '{}';
