-- How much mail is taken from whom, for all processes together. A bucket that was never asked about is full, so that
-- nothing is lost with these rows: they are not written to the log.
create unlogged table mail_buckets (
  key text primary key check (length(key) <= 700),
  tokens double precision not null,
  at timestamptz not null
) with (fillfactor = 50);
create index mail_buckets_at on mail_buckets (at);
alter table mail_buckets enable row level security;
create policy mail_buckets_of_vendor on mail_buckets using ((select sees_vendor())) with check ((select sees_vendor()));

-- Takes up to so many tokens out of each bucket; answers how many there were, in the order asked. Buckets are locked
-- in the order of their keys, so that two who ask for the same ones never wait for each other in turn.
create function take_mail_tokens(keys text[], wanted int[], capacities double precision[], per_second double precision[])
returns int[] language plpgsql as $$
declare
  granted int[] := array_fill(0, array[cardinality(keys)]);
  asked record;
  left_over double precision;
begin
  for asked in
    select key, want, capacity, refill, place
    from unnest(keys, wanted, capacities, per_second) with ordinality as a(key, want, capacity, refill, place)
    order by key collate "C", place
  loop
    insert into mail_buckets as b (key, tokens, at) values (asked.key, asked.capacity, clock_timestamp())
    on conflict (key) do update set
      tokens = least(asked.capacity, b.tokens
        + greatest(0, extract(epoch from clock_timestamp() - b.at)) * asked.refill),
      at = greatest(b.at, clock_timestamp())
    returning b.tokens into left_over;
    granted[asked.place] := least(asked.want, floor(left_over)::int);
    update mail_buckets set tokens = tokens - granted[asked.place] where key = asked.key;
  end loop;
  return granted;
end $$;

-- Messages beyond what one sender, or strangers together, may send: kept whole, and placed only once somebody has
-- looked. Each is a row of inbound_mail that is stored and names its flood.
create table mail_floods (
  id uuid primary key,
  kind text not null check (kind in ('sender', 'everywhere', 'strangers')),
  -- Empty for the null sender, and for strangers.
  sender text not null,
  -- Where one sender writes from; empty for the other kinds.
  network text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  messages int not null check (messages > 0),
  state text not null default 'open' check (state in ('open', 'let_through', 'discarded')),
  reason text,
  decided_at timestamptz,
  version int not null default 1,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'discarded') = (reason is not null))
);
-- There is one open flood of a kind and sender, whichever process notices it first.
create unique index mail_floods_open on mail_floods (kind, sender, network) where state = 'open';
create index mail_floods_newest on mail_floods (last_at desc, id desc);
revoke delete on mail_floods from fourline_app;
alter table mail_floods enable row level security;
create policy mail_floods_of_vendor on mail_floods using ((select sees_vendor())) with check ((select sees_vendor()));

alter table inbound_mail add column flood_id uuid references mail_floods;
create index inbound_mail_flood on inbound_mail (flood_id, received_at, id) where flood_id is not null;

-- The jobs that place what one commit took in are added by one statement.
create function enqueue_placing(mail_ids uuid[])
returns void language sql security definer set search_path = public as $$
  select from graphile_worker.add_jobs(array(
    select row('place-mail', json_build_object('mailId', id), null, null, 12, null, null, null)::graphile_worker.job_spec
    from unnest(mail_ids) id))
$$;
