-- Who was told of what, in the app and by mail. A row is one piece of news for one person; `event_key` names the
-- news, so that a reaction which runs twice tells nobody twice. Texts are not kept: `facts` holds what the one
-- sentence needs, and for contacts only what customers may read.
create table notifications (
  id uuid primary key,
  person_id uuid not null,
  event_key text not null check (length(event_key) between 1 and 200),
  staff_id uuid references staff (id),
  contact_id uuid,
  account_id uuid references accounts (id),
  case_id uuid references cases (id),
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  facts jsonb not null default '{}',
  at timestamptz not null,
  in_app boolean not null,
  -- none: no mail; due: at `mail_at`; digest: in the next digest; queued: it is in a mail; skipped: it was read first
  mail text not null check (mail in ('none', 'due', 'digest', 'queued', 'skipped')),
  mail_at timestamptz,
  read_at timestamptz,
  unique (person_id, event_key),
  foreign key (account_id, contact_id) references contacts (account_id, id),
  foreign key (account_id, case_id) references cases (account_id, id),
  check ((staff_id is null) <> (contact_id is null)),
  check (person_id = coalesce(staff_id, contact_id)),
  check ((contact_id is null) = (account_id is null)),
  check (mail <> 'due' or mail_at is not null)
);
create index notifications_newest on notifications (person_id, at desc, id desc) where in_app;
create index notifications_unread on notifications (person_id, case_id) where in_app and read_at is null;
create index notifications_for_mail on notifications (person_id, mail_at) where mail in ('due', 'digest');
create index notifications_case on notifications (case_id) where case_id is not null;
alter table notifications enable row level security;
create policy notifications_of_person on notifications
  using ((select sees_vendor()) or (account_id = (select asking_account()) and person_id = (select asking_contact())))
  with check ((select sees_vendor()) or (account_id = (select asking_account()) and person_id = (select asking_contact())));

-- The number on the bell is kept, never counted.
create table notification_counts (
  person_id uuid primary key,
  account_id uuid references accounts (id),
  unread int not null check (unread >= 0)
);
alter table notification_counts enable row level security;
create policy notification_counts_of_person on notification_counts
  using ((select sees_vendor()) or person_id = (select asking_contact()))
  with check ((select sees_vendor()) or person_id = (select asking_contact()));
create function keep_unread() returns trigger language plpgsql as $$
declare
  before int := case when tg_op = 'UPDATE' then (old.in_app and old.read_at is null)::int else 0 end;
  after int := (new.in_app and new.read_at is null)::int;
begin
  if before <> after then
    insert into notification_counts (person_id, account_id, unread) values (new.person_id, new.account_id, greatest(after - before, 0))
    on conflict (person_id) do update set unread = notification_counts.unread + after - before;
  end if;
  return null;
end $$;
create trigger unread_is_kept after insert or update on notifications for each row execute function keep_unread();

-- What a person wants otherwise than usual; the usual stands in the product.
create table notification_choices (
  person_id uuid not null,
  account_id uuid references accounts (id),
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  in_app boolean not null,
  mail text not null check (mail in ('now', 'digest', 'off')),
  primary key (person_id, kind)
);
alter table notification_choices enable row level security;
create policy notification_choices_of_person on notification_choices
  using ((select sees_vendor()) or person_id = (select asking_contact()))
  with check ((select sees_vendor()) or person_id = (select asking_contact()));

-- When a person wants their mail. Hours are wall time in the person's own zone.
create table notification_times (
  person_id uuid primary key,
  account_id uuid references accounts (id),
  digest text not null check (digest in ('none', 'daily', 'weekly')),
  digest_hour smallint not null check (digest_hour between 0 and 23),
  -- The person's own date of the last digest: at most one a day.
  last_digest_on date,
  quiet_from time,
  quiet_to time,
  -- Whole days without mail: 1 is Monday.
  quiet_days smallint[] not null default '{}' check (quiet_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[] and cardinality(quiet_days) < 7),
  -- A missed promise is told even then.
  urgent_anyway boolean not null default true,
  check ((quiet_from is null) = (quiet_to is null)),
  check (quiet_from <> quiet_to)
);
alter table notification_times enable row level security;
create policy notification_times_of_person on notification_times
  using ((select sees_vendor()) or person_id = (select asking_contact()))
  with check ((select sees_vendor()) or person_id = (select asking_contact()));

-- The unguessable link below a mail that turns its kind off; it can do nothing else.
create table mail_switches (
  token text primary key check (length(token) >= 26),
  person_id uuid not null,
  account_id uuid references accounts (id),
  kind text not null,
  unique (person_id, kind)
);
alter table mail_switches enable row level security;
create policy mail_switches_of_vendor on mail_switches using ((select sees_vendor())) with check ((select sees_vendor()));

alter table outgoing_mail drop constraint outgoing_mail_kind_check;
alter table outgoing_mail add constraint outgoing_mail_kind_check check (kind in
  ('reply', 'case_received', 'triage_answer', 
  'sign_in_link', 'password_reset', 'invitation', 'security_notice', 'notification', 'digest'));
-- Where its reader turns such mail off with one click (RFC 8058).
alter table outgoing_mail add column unsubscribe_url text;
