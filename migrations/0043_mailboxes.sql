-- Mailboxes that mail is fetched from. Passwords, client secrets and tokens are sealed by a key of the data folder.
create table mailboxes (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  host text not null check (length(host) between 1 and 253),
  port int not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  user_name text not null check (length(user_name) between 1 and 320),
  sign_in text not null check (sign_in in ('password', 'oauth')),
  sealed_password text,
  provider text check (provider in ('microsoft', 'google', 'other')),
  authorize_url text,
  token_url text,
  scope text,
  client_id text,
  sealed_client_secret text,
  folder text not null check (length(folder) between 1 and 500),
  afterwards text not null check (afterwards in ('seen', 'move', 'delete')),
  move_to text check (length(move_to) between 1 and 500),
  takes text not null check (takes in ('new', 'unread')),
  state text not null check (state in ('on', 'off', 'removed')),
  -- Counted up when server, user or folder change: the same UIDs are other messages then.
  place int not null default 1,
  -- Messages that had come before are not fetched, but unread ones where that was chosen.
  begun_at timestamptz not null,
  -- Where reading goes on: everything below `next_uid` is taken or not wanted; from `whole_from_uid` on all is wanted.
  uid_validity bigint,
  next_uid bigint,
  whole_from_uid bigint,
  has_idle boolean,
  connected_at timestamptz,
  last_message_at timestamptz,
  -- Why it cannot be read now, as a code, and what was said.
  trouble text,
  trouble_said text,
  trouble_at timestamptz,
  -- The one process that reads it, for as long as it shows life; by the clock of the database.
  holder uuid,
  held_until timestamptz,
  version int not null default 1,
  changed_at timestamptz not null,
  created_by uuid not null references staff (id),
  created_at timestamptz not null,
  check ((afterwards = 'move') = (move_to is not null)),
  check ((sign_in = 'oauth') = (num_nulls(provider, authorize_url, token_url, scope, client_id) = 0)),
  check (sign_in = 'password' or sealed_password is null),
  check (sign_in = 'oauth' or sealed_client_secret is null),
  check (num_nulls(trouble, trouble_said, trouble_at) in (0, 3)),
  check (num_nulls(uid_validity, next_uid, whole_from_uid) in (0, 3)),
  check ((holder is null) = (held_until is null))
);
create index mailboxes_newest on mailboxes (created_at desc, id desc) where state <> 'removed';
revoke delete on mailboxes from fourline_app;
alter table mailboxes enable row level security;
create policy mailboxes_of_vendor on mailboxes using ((select sees_vendor())) with check ((select sees_vendor()));

-- What was allowed by signing in at the provider. One at a time renews it, under the lock of this row.
create table mailbox_tokens (
  mailbox_id uuid primary key references mailboxes (id),
  sealed_refresh_token text not null,
  sealed_access_token text not null,
  access_until timestamptz not null
);
alter table mailbox_tokens enable row level security;
create policy mailbox_tokens_of_vendor on mailbox_tokens
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- An admin went to a provider to allow reading; who comes back with the secret of this row is that admin.
create table mailbox_consents (
  state_hash text primary key check (state_hash ~ '^[0-9a-f]{64}$'),
  mailbox_id uuid not null references mailboxes (id),
  mailbox_version int not null,
  staff_id uuid not null references staff (id),
  sealed_verifier text not null,
  redirect_url text not null,
  until timestamptz not null,
  used_at timestamptz
);
revoke delete on mailbox_consents from fourline_app;
alter table mailbox_consents enable row level security;
create policy mailbox_consents_of_vendor on mailbox_consents
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Each message of a mailbox that was taken: once, in the transaction that keeps it.
create table mailbox_messages (
  mailbox_id uuid not null references mailboxes (id),
  place int not null,
  uid_validity bigint not null,
  uid bigint not null,
  mail_id uuid references inbound_mail (id),
  taken_at timestamptz not null,
  -- When the mailbox was told: marked, moved or deleted. Null for one that is left as it is.
  settled_at timestamptz,
  is_left boolean not null default false,
  primary key (mailbox_id, place, uid_validity, uid)
);
create index mailbox_messages_unsettled on mailbox_messages (mailbox_id, place, uid_validity, uid)
  where settled_at is null and not is_left;
revoke delete on mailbox_messages from fourline_app;
alter table mailbox_messages enable row level security;
create policy mailbox_messages_of_vendor on mailbox_messages
  using ((select sees_vendor())) with check ((select sees_vendor()));
