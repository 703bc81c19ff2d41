-- Ways in besides the password. What a link or a code is worth in somebody's hand is never stored: a link's
-- token is signed with a key from the data folder, so this table alone lets nobody in.
create table sign_in_links (
  id uuid primary key,
  purpose text not null check (purpose in ('sign_in', 'password_reset', 'invitation', 'second_step')),
  -- Whose login it opens; an invitation names the person who is to have one.
  user_id text references sign_in_users (id) on delete cascade,
  staff_id uuid references staff (id),
  account_id uuid,
  contact_id uuid,
  email citext not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  superseded_at timestamptz,
  -- Wrong codes given to a second step.
  attempts int not null default 0,
  foreign key (account_id, contact_id) references contacts (account_id, id),
  check ((contact_id is null) = (account_id is null)),
  check (num_nonnulls(user_id, staff_id, contact_id) = 1),
  check ((purpose = 'invitation') = (user_id is null))
);
-- A newer link ends the older: of each purpose a person has one that opens.
create unique index sign_in_links_open on sign_in_links
  (purpose, coalesce(user_id, staff_id::text, contact_id::text))
  where used_at is null and superseded_at is null and purpose <> 'second_step';
create index sign_in_links_user on sign_in_links (user_id) where user_id is not null;
create index sign_in_links_staff on sign_in_links (staff_id, created_at) where staff_id is not null;
create index sign_in_links_contact on sign_in_links (account_id, contact_id, created_at) where contact_id is not null;
create index sign_in_links_address on sign_in_links (email, created_at);
alter table sign_in_links enable row level security;
create policy sign_in_links_of_account on sign_in_links
  using ((select sees_vendor()) or account_id = (select asking_account()))
  with check ((select sees_vendor()) or account_id = (select asking_account()));

-- Two-step sign-in: one secret per login, sealed with a key from the data folder.
create table second_steps (
  user_id text primary key references sign_in_users (id) on delete cascade,
  sealed_secret text not null,
  created_at timestamptz not null,
  -- Null while it is being set up: nothing is asked for yet.
  confirmed_at timestamptz,
  -- The 30-second step of the last code that was taken: no code counts twice.
  last_step bigint not null default 0,
  -- Wrong codes within the hour that began then.
  wrong_count int not null default 0,
  wrong_since timestamptz
);
alter table second_steps enable row level security;
create policy second_steps_of_vendor on second_steps
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Ten codes for the day the phone is gone; keyed hashes, each counts once.
create table backup_codes (
  user_id text not null references second_steps (user_id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
alter table backup_codes enable row level security;
create policy backup_codes_of_vendor on backup_codes
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Mail about getting in. Its link is put in when it is sent, so the page of outgoing mail has none to read.
alter table outgoing_mail drop constraint outgoing_mail_kind_check;
alter table outgoing_mail add constraint outgoing_mail_kind_check check (kind in
  ('reply', 'case_received', 'triage_answer', 'sign_in_link', 'password_reset', 'invitation', 'security_notice'));
alter table outgoing_mail add column link_id uuid references sign_in_links (id) on delete set null;
