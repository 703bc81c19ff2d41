-- Sign-in: the tables of the sign-in library. A user is a login only; rights live in staff and contacts.
create table sign_in_users (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table sign_in_sessions (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references sign_in_users (id) on delete cascade
);
create index sign_in_sessions_user on sign_in_sessions ("userId");
create table sign_in_credentials (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references sign_in_users (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index sign_in_credentials_user on sign_in_credentials ("userId");
create table sign_in_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index sign_in_verifications_identifier on sign_in_verifications (identifier);
create table sign_in_rate_limits (
  id text primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);

-- The vendor's people.
create table staff (
  id uuid primary key,
  user_id text unique references sign_in_users (id) on delete set null,
  name text not null,
  email citext not null unique,
  role text not null check (role in ('admin', 'manager', 'agent')),
  time_zone text not null default 'UTC',
  active boolean not null default true,
  created_at timestamptz not null
);

-- Customer companies.
create table accounts (
  id uuid primary key,
  name text not null,
  -- Who at the account sees a case (SPEC 5.1).
  case_visibility text not null default 'company' check (case_visibility in ('company', 'own')),
  created_at timestamptz not null
);
create index accounts_name on accounts (name, id);
alter table accounts enable row level security;
create policy accounts_of_account on accounts using (((select sees_vendor()) or id = (select asking_account()))) with check ((select sees_vendor()));

-- Their people. A person at several accounts is several contacts with one sign-in.
create table contacts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  user_id text references sign_in_users (id) on delete set null,
  name text not null,
  email citext not null,
  -- The account's own admin manages seats (SPEC 3.6).
  is_account_admin boolean not null default false,
  time_zone text not null default 'UTC',
  language text not null default 'en',
  ended_at timestamptz,
  created_at timestamptz not null,
  unique (account_id, email),
  unique (account_id, id)
);
create index contacts_email on contacts (email);
create index contacts_user on contacts (user_id);
alter table contacts enable row level security;
create policy contacts_of_account on contacts using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

create table certifications (
  id uuid primary key,
  account_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  valid_from date not null,
  valid_until date,
  proof text,
  foreign key (account_id, contact_id) references contacts (account_id, id),
  check (valid_until is null or valid_until > valid_from)
);
create index certifications_contact on certifications (contact_id);
alter table certifications enable row level security;
create policy certifications_of_account on certifications using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- What the vendor sells; marketplace products come from others, under their own terms (T5).
create table products (
  code text primary key check (code ~ '^[a-z0-9_-]{1,60}$'),
  name text not null,
  kind text not null check (kind in ('platform', 'marketplace')),
  publisher text,
  support_address text,
  terms_url text,
  check (kind = 'platform' or terms_url is not null)
);

-- An account's installation of a product.
create table environments (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  product_code text not null references products (code),
  name text not null,
  kind text not null check (kind in ('production', 'test')),
  version text not null,
  url text
);
create index environments_account on environments (account_id);
alter table environments enable row level security;
create policy environments_of_account on environments using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));

-- Who a session belongs to, in one round trip and before anyone is known: active staff first, then a contact
-- who has not ended.
create function person_of_session(session_token text, at timestamptz)
returns table (
  "userId" text, "staffId" uuid, "staffRole" text, "staffName" text, "staffTimeZone" text,
  "contactId" uuid, "accountId" uuid, "isAccountAdmin" boolean, "contactName" text, "contactTimeZone" text,
  language text, "isDemo" boolean
) language sql stable security definer set search_path = public as $$
  select s."userId", p.id, p.role, p.name, p.time_zone, c.id, c.account_id, c.is_account_admin, c.name, c.time_zone,
         c.language, v.is_demo
  from sign_in_sessions s
  left join staff p on p.user_id = s."userId" and p.active
  left join contacts c on c.user_id = s."userId" and c.ended_at is null
  left join vendor v on true
  where s.token = session_token and s."expiresAt" > at
  order by c.id
  limit 1
$$;
