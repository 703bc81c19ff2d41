-- What staff have sent and may still take back. It is committed at the click and becomes an entry of the
-- timeline when it leaves; taken back, the row goes and nothing else has ever been. Who takes the row decides
-- whether a message left or was taken back: nobody can do both. One a case: the next one sends it off.
create table unsent_messages (
  -- The entry it becomes.
  id uuid primary key,
  case_id uuid not null unique,
  account_id uuid not null,
  author_id uuid not null references staff (id),
  author_name text not null,
  sent_at timestamptz not null,
  leaves_at timestamptz not null,
  body text not null check (octet_length(body) <= 400000),
  attachment_ids uuid[] not null default '{}',
  -- The event of a status that goes with it, as `{id, from, to}`; null where the status stays.
  move jsonb,
  -- Columns of the case that it brings along.
  brings jsonb not null default '{}',
  foreign key (account_id, case_id) references cases (account_id, id),
  check (leaves_at >= sent_at)
);
alter table unsent_messages enable row level security;
create policy unsent_messages_of_vendor on unsent_messages
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Clocks stop at the click, whoever makes them be derived again; until the message has left, customers read
-- them as they are without it. Its words are not here.
create table clocks_until_sent (
  case_id uuid primary key,
  account_id uuid not null,
  sent_at timestamptz not null,
  status_to text,
  clocks jsonb not null default '[]',
  foreign key (account_id, case_id) references cases (account_id, id)
);
alter table clocks_until_sent enable row level security;
create policy clocks_until_sent_of_account on clocks_until_sent
  using ((select sees_vendor()) or account_id = (select asking_account()))
  with check ((select sees_vendor()) or account_id = (select asking_account()));

-- What somebody is writing. A person has one draft for each case and kind of message; only they read it.
create table drafts (
  id uuid primary key,
  author_kind text not null check (author_kind in ('staff', 'contact')),
  author_id uuid not null,
  author_name text not null,
  account_id uuid not null,
  case_id uuid not null,
  mode text not null check (mode in ('reply', 'note')),
  body text not null check (octet_length(body) <= 400000),
  attachment_ids uuid[] not null default '{}',
  version int not null check (version > 0),
  saved_at timestamptz not null,
  unique (case_id, author_kind, author_id, mode),
  foreign key (account_id, case_id) references cases (account_id, id),
  check (author_kind = 'staff' or mode = 'reply')
);
create index drafts_attachments on drafts using gin (attachment_ids);
alter table drafts enable row level security;
-- Staff see no draft of a customer, and customers none of another account or of staff.
create policy drafts_of_author on drafts
  using (((select sees_vendor()) and author_kind = 'staff')
    or (account_id = (select asking_account()) and author_kind = 'contact'))
  with check (((select sees_vendor()) and author_kind = 'staff')
    or (account_id = (select asking_account()) and author_kind = 'contact'));

-- Who has a case open now. Not worth a log: after a crash everybody says it again within seconds.
create unlogged table presences (
  case_id uuid not null references cases (id),
  staff_id uuid not null references staff (id),
  doing text not null check (doing in ('viewing', 'replying', 'noting')),
  seen_at timestamptz not null,
  primary key (case_id, staff_id)
);
create index presences_seen on presences (seen_at);
alter table presences enable row level security;
create policy presences_of_vendor on presences
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Files that were uploaded and never attached are found by their age.
create index files_unattached on files (created_at) where entry_id is null;

-- Uploads that came to nothing, the drafts of everybody considered; whoever removes them may not read those.
create function unattached_files(uploaded_before timestamptz, at_most int) returns setof uuid
language sql stable security definer set search_path = public as $$
  select f.id from files f
  where f.entry_id is null and f.case_id is null and f.created_at < uploaded_before
    and not exists (select from drafts d where d.attachment_ids @> array[f.id])
  order by f.created_at limit at_most
$$;
