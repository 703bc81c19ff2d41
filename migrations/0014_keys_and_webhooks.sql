-- Keys of the API. A key is 256 random bits, so a plain hash finds it and tells nothing; the key is not kept.
create table api_keys (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  -- SHA-256 of the whole key
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  -- How it begins, to tell keys apart.
  hint text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_by uuid not null references staff (id),
  created_at timestamptz not null,
  expires_at timestamptz check (expires_at > created_at),
  last_used_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create index api_keys_newest on api_keys (created_at desc, id desc);
alter table api_keys enable row level security;
create policy api_keys_of_vendor on api_keys using ((select sees_vendor())) with check ((select sees_vendor()));

-- For whom a key speaks, in one round trip and before anyone is known: the person who made it, as they are now.
create function person_of_key(key_hash text, at timestamptz)
returns table (
  id uuid, name text, scopes text[], "lastUsedAt" timestamptz,
  "staffId" uuid, "staffRole" text, "staffTimeZone" text, "isDemo" boolean
) language sql stable security definer set search_path = public as $$
  select k.id, k.name, k.scopes, k.last_used_at, p.id, p.role, p.time_zone, v.is_demo
  from api_keys k join staff p on p.id = k.created_by and p.active left join vendor v on true
  where k.hash = key_hash and k.ended_at is null and (k.expires_at is null or k.expires_at > at)
$$;
create function note_use_of_key(key_id uuid, at timestamptz)
returns void language sql security definer set search_path = public as $$
  update api_keys set last_used_at = at
  where id = key_id and (last_used_at is null or last_used_at < at - interval '1 minute')
$$;

-- Who is told of events by HTTP. Secrets are sealed with a key that lies in the data folder.
create table webhook_endpoints (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  url text not null check (length(url) <= 2000),
  events text[] not null check (cardinality(events) > 0),
  -- Hears also of what customers never see.
  internal boolean not null default false,
  sealed_secret text not null,
  -- The one before, which signs besides until then.
  sealed_old_secret text,
  old_secret_until timestamptz,
  state text not null check (state in ('on', 'off', 'disabled', 'removed')),
  -- Why the product itself stopped: gone (410), exhausted (the last attempt failed).
  disabled_reason text check (disabled_reason in ('gone', 'exhausted')),
  disabled_at timestamptz,
  version int not null default 1,
  created_by uuid not null references staff (id),
  created_at timestamptz not null,
  check ((state = 'disabled') = (disabled_reason is not null)),
  check ((state = 'disabled') = (disabled_at is not null)),
  check ((sealed_old_secret is null) = (old_secret_until is null))
);
create index webhook_endpoints_newest on webhook_endpoints (created_at desc, id desc) where state <> 'removed';
alter table webhook_endpoints enable row level security;
create policy webhook_endpoints_of_vendor on webhook_endpoints
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- One message to one endpoint; its id is the webhook-id of every attempt.
create table webhook_deliveries (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints (id),
  -- The same for every run of the job that tells of the event.
  event_key text not null,
  type text not null,
  -- Messages about one subject go out in order.
  subject_id uuid,
  occurred_at timestamptz not null,
  -- Exactly the bytes that are signed and sent.
  body text not null check (octet_length(body) < 20000),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  -- Attempts since it was queued or replayed.
  tries int not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  last_status int,
  last_error text,
  unique (endpoint_id, event_key),
  check ((state = 'waiting') = (next_attempt_at is not null)),
  check ((state = 'waiting') = (settled_at is null))
);
create index webhook_deliveries_newest on webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_age on webhook_deliveries (created_at);
create index webhook_deliveries_waiting on webhook_deliveries (next_attempt_at) where state = 'waiting';
create index webhook_deliveries_order on webhook_deliveries (endpoint_id, subject_id, occurred_at, id)
  where state = 'waiting';
alter table webhook_deliveries enable row level security;
create policy webhook_deliveries_of_vendor on webhook_deliveries
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Every attempt with what came of it.
create table webhook_attempts (
  id uuid primary key,
  delivery_id uuid not null references webhook_deliveries (id) on delete cascade,
  at timestamptz not null,
  status int,
  milliseconds int not null,
  error text,
  -- The beginning of what the endpoint said.
  answer text check (octet_length(answer) <= 4096)
);
create index webhook_attempts_delivery on webhook_attempts (delivery_id, at, id);
alter table webhook_attempts enable row level security;
create policy webhook_attempts_of_vendor on webhook_attempts
  using ((select sees_vendor())) with check ((select sees_vendor()));
