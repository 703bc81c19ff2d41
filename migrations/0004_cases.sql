-- The four support lines; the name customers see is never a number (SPEC 6.1).
create table lines (
  number smallint primary key check (number between 1 and 4),
  name text not null,
  customer_name text not null
);
insert into lines values
  (1, 'First line', 'support'),
  (2, 'Product specialists', 'product specialist'),
  (3, 'Experts', 'expert'),
  (4, 'Product engineering', 'product engineering');

create table line_members (
  line smallint not null references lines (number),
  staff_id uuid not null references staff (id),
  primary key (line, staff_id)
);
create index line_members_staff on line_members (staff_id);

-- Frozen targets and calendar of a case, stored once per content: the id is the hash of the policy.
create table clock_policies (
  id text primary key,
  policy jsonb not null
);
revoke update, delete on clock_policies from fourline_app;

create sequence case_numbers start 48001;

create table cases (
  id uuid primary key,
  reference text not null unique,
  account_id uuid not null references accounts (id),
  contact_id uuid not null,
  agreement_id uuid,
  package_code text,
  clock_policy_id text references clock_policies (id),
  channel text not null check (channel in ('portal', 'email', 'phone', 'live_session', 'desk', 'monitoring')),
  type text check (type in ('problem', 'consultation', 'request')),
  topic text,
  service text,
  product_code text references products (code),
  priority text not null check (priority in ('high', 'medium', 'low')),
  status text not null check (status in ('new', 'in_progress', 'waiting_customer', 'waiting_other', 'solved', 'closed')),
  close_reason text,
  line smallint not null default 1 references lines (number),
  assignee_id uuid references staff (id),
  subject text not null check (length(subject) between 1 and 200),
  solution text,
  cause text,
  opened_by text not null,
  received_at timestamptz not null,
  first_replied_at timestamptz,
  solved_at timestamptz,
  closed_at timestamptz,
  last_entry_at timestamptz not null,
  -- The earliest running due time, kept for the queue's order; infinity while nothing is due.
  next_due_at timestamptz not null default 'infinity',
  version int not null default 1,
  foreign key (account_id, contact_id) references contacts (account_id, id),
  foreign key (account_id, agreement_id) references agreements (account_id, id),
  unique (account_id, id),
  check (topic is null or type = 'consultation'),
  check ((status in ('solved', 'closed')) or solved_at is null)
);
-- The queue: what is open, by next due time. Closed cases are in no index that the desk reads.
create index cases_queue on cases (next_due_at, id) where status not in ('solved', 'closed');
create index cases_line_queue on cases (line, next_due_at, id) where status not in ('solved', 'closed');
create index cases_assignee_queue on cases (assignee_id, next_due_at, id) where status not in ('solved', 'closed');
create index cases_newest on cases (received_at desc, id desc);
create index cases_status_newest on cases (status, received_at desc, id desc);
create index cases_account_newest on cases (account_id, received_at desc, id desc);
create index cases_account_status on cases (account_id, status, received_at desc, id desc);
alter table cases enable row level security;
create policy cases_of_account on cases using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

-- The counts beside views and tabs move with the case.
create function case_count_keys(c cases, by int) returns jsonb language sql immutable as $$
  select case when c.status in ('closed') then '{}'::jsonb else
    jsonb_build_object('line:' || c.line || ':' || c.status, by, 'account:' || c.account_id || ':' || c.status, by)
    || case when c.assignee_id is null
         then jsonb_build_object('unassigned:' || c.line || ':' || c.status, by)
         else jsonb_build_object('assignee:' || c.assignee_id || ':' || c.status, by) end
  end
$$;
create function count_cases() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform keep_count(jsonb_build_array(case_count_keys(new, 1)));
  elsif (old.status, old.line, old.assignee_id) is distinct from (new.status, new.line, new.assignee_id) then
    perform keep_count(jsonb_build_array(case_count_keys(old, -1), case_count_keys(new, 1)));
  end if;
  return null;
end $$;
create trigger cases_are_counted after insert or update on cases for each row execute function count_cases();

-- The timeline: messages, notes and events, append-only.
create table entries (
  id uuid primary key,
  case_id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('message', 'note', 'event')),
  -- `internal` is never shown to customers.
  visibility text not null check (visibility in ('public', 'internal')),
  author_kind text not null check (author_kind in ('contact', 'staff', 'system')),
  author_id uuid,
  author_name text not null,
  channel text not null,
  body text check (octet_length(body) <= 400000),
  event jsonb,
  foreign key (account_id, case_id) references cases (account_id, id),
  check (kind <> 'note' or visibility = 'internal'),
  check ((kind = 'event') = (event is not null)),
  check ((kind = 'event') = (body is null))
);
create index entries_timeline on entries (case_id, at, id);
revoke update, delete on entries from fourline_app;
alter table entries enable row level security;
create policy entries_of_account on entries
  using ((select sees_vendor()) or (account_id = (select asking_account()) and visibility = 'public'))
  with check (((select sees_vendor()) or account_id = (select asking_account())) and ((select sees_vendor()) or kind <> 'note'));
alter table files add foreign key (entry_id) references entries (id);

-- Every decision with its inputs and the words shown, so that it can be read again word for word (SPEC 3.7).
create table decisions (
  id uuid primary key,
  account_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  question jsonb not null,
  outcome text not null,
  reasons jsonb not null,
  ways_forward jsonb not null,
  language text not null,
  foreign key (account_id, case_id) references cases (account_id, id)
);
create index decisions_case on decisions (case_id, at);
revoke update, delete on decisions from fourline_app;
alter table decisions enable row level security;
create policy decisions_of_account on decisions using (((select sees_vendor()) or account_id = (select asking_account()))) with check (((select sees_vendor()) or account_id = (select asking_account())));

-- One row a promise. Derived from the timeline; stored so that due times can be indexed and fired.
create table clocks (
  case_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('first_response', 'next_response', 'resolution')),
  state text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  guaranteed boolean not null,
  clause text,
  target_minutes int not null,
  started_at timestamptz not null,
  due_at timestamptz,
  stopped_at timestamptz,
  elapsed_ms bigint not null,
  over_ms bigint,
  -- The due time that held before a guaranteed promise was lowered (SPEC 4.5).
  earlier_due_at timestamptz,
  -- When the due time was acted on: once, whatever restarts in between.
  fired_at timestamptz,
  primary key (case_id, kind),
  foreign key (account_id, case_id) references cases (account_id, id),
  check (state <> 'paused' or due_at is null)
);
create index clocks_due on clocks (due_at) where stopped_at is null and fired_at is null and due_at is not null;
alter table clocks enable row level security;
create policy clocks_of_account on clocks
  using (((select sees_vendor()) or account_id = (select asking_account())))
  with check (((select sees_vendor()) or account_id = (select asking_account())));

-- Words to search by, written by a job after the case is committed.
create table case_words (
  case_id uuid primary key references cases (id),
  account_id uuid not null,
  words tsvector not null,
  public_words tsvector not null
);
create index case_words_all on case_words using gin (words);
create index case_words_public on case_words using gin (public_words);
alter table case_words enable row level security;
create policy case_words_of_account on case_words using (((select sees_vendor()) or account_id = (select asking_account()))) with check ((select sees_vendor()));
create index case_words_account on case_words (account_id);

-- Search for whoever is asking. A text match is not leakproof, so under row-level security no index could serve
-- it; this function reads as the owner and keeps to the account that the transaction was opened for.
create function find_cases(question text, at_most int) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
declare wanted tsquery := websearch_to_tsquery('simple', question);
begin
  if sees_vendor() then
    return query select w.case_id from case_words w where w.words @@ wanted order by w.case_id desc limit at_most;
  else
    return query select w.case_id from case_words w
      where w.account_id = asking_account() and w.public_words @@ wanted
      order by w.case_id desc limit at_most;
  end if;
end $$;
