-- Who at an account sees a case (SPEC 5.1): its opener and its watchers by name; everybody there where the
-- account shares its cases and this one is not private.
alter table cases add column is_private boolean not null default false;
create index cases_contact_newest on cases (contact_id, received_at desc, id desc);

create table case_watchers (
  case_id uuid not null,
  account_id uuid not null,
  contact_id uuid not null,
  since timestamptz not null,
  added_by text not null,
  primary key (case_id, contact_id),
  -- Contacts of the case's own account, never others.
  foreign key (account_id, case_id) references cases (account_id, id),
  foreign key (account_id, contact_id) references contacts (account_id, id)
);
create index case_watchers_contact on case_watchers (contact_id);
alter table case_watchers enable row level security;
create policy case_watchers_of_account on case_watchers
  using ((select sees_vendor()) or account_id = (select asking_account()));

create function asking_contact() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('fourline.contact', true), '')::uuid $$;

create function reads_company(account uuid) returns boolean language sql stable parallel safe as
$$ select case_visibility = 'company' from accounts where id = account $$;

create function watched_cases(contact uuid) returns uuid[] language sql stable parallel safe as
$$ select coalesce(array_agg(case_id), '{}') from case_watchers where contact_id = contact $$;

-- The rule, in one place. It reads no table itself, so that the planner writes it into every query that asks;
-- the facts about the contact are passed as scalar subqueries, which run once a statement and never for staff.
create function may_see_case(
  case_id uuid, opener uuid, is_private boolean, contact uuid, reads_company boolean, watched uuid[]
) returns boolean language sql immutable parallel safe as
$$ select coalesce(opener = contact or case_id = any (watched) or (reads_company and not is_private), false) $$;

-- The same rule asked from the other side: the only contacts who may hear of a case, or null for the whole account.
create function case_readers(which uuid) returns uuid[] language sql stable parallel safe as $$
  select case when reads_company(c.account_id) and not c.is_private then null
    else array(select c.contact_id union select w.contact_id from case_watchers w where w.case_id = c.id) end
  from cases c where c.id = which
$$;

alter policy cases_of_account on cases using (
  (select sees_vendor()) or (
    account_id = (select asking_account())
    and may_see_case(id, contact_id, is_private, (select asking_contact()),
      (select reads_company(asking_account())), (select watched_cases(asking_contact())))
  ));

-- Whatever belongs to a case asks the case: whoever does not see it sees nothing of it.
create function sees_case(which uuid) returns boolean language sql stable parallel safe as
$$ select exists (select from cases where id = which) $$;

alter policy entries_of_account on entries using (
  (select sees_vendor()) or (account_id = (select asking_account()) and visibility = 'public' and sees_case(case_id)));
alter policy decisions_of_account on decisions using (
  (select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)));
alter policy clocks_of_account on clocks using (
  (select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)));
alter policy case_words_of_account on case_words using (
  (select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)));
alter policy files_of_account on files using (
  (select sees_vendor())
  or (account_id = (select asking_account()) and not internal and (case_id is null or sees_case(case_id))));
create index files_case on files (case_id) where case_id is not null;

create or replace function find_cases(question text, at_most int) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
declare
  wanted tsquery := websearch_to_tsquery('simple', question);
  company boolean := reads_company(asking_account());
  watched uuid[] := watched_cases(asking_contact());
begin
  if sees_vendor() then
    return query select w.case_id from case_words w where w.words @@ wanted order by w.case_id desc limit at_most;
  else
    return query select w.case_id from case_words w join cases c on c.id = w.case_id
      where w.account_id = asking_account() and w.public_words @@ wanted
        and may_see_case(c.id, c.contact_id, c.is_private, asking_contact(), company, watched)
      order by w.case_id desc limit at_most;
  end if;
end $$;

-- The account's numbers count what everybody there may see.
create or replace function case_count_keys(c cases, by int) returns jsonb language sql immutable as $$
  select case when c.status in ('closed') then '{}'::jsonb else
    jsonb_build_object('line:' || c.line || ':' || c.status, by)
    || case when c.is_private then '{}'::jsonb
         else jsonb_build_object('account:' || c.account_id || ':' || c.status, by) end
    || case when c.assignee_id is null
         then jsonb_build_object('unassigned:' || c.line || ':' || c.status, by)
         else jsonb_build_object('assignee:' || c.assignee_id || ':' || c.status, by) end
  end
$$;
create or replace function count_cases() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform keep_count(jsonb_build_array(case_count_keys(new, 1)));
  elsif (old.status, old.line, old.assignee_id, old.is_private)
      is distinct from (new.status, new.line, new.assignee_id, new.is_private) then
    perform keep_count(jsonb_build_array(case_count_keys(old, -1), case_count_keys(new, 1)));
  end if;
  return null;
end $$;

-- Another priority a customer asks for, with their reason and our answer (SPEC 5.4).
create table priority_wishes (
  id uuid primary key,
  account_id uuid not null,
  case_id uuid not null,
  contact_id uuid not null,
  wanted text not null check (wanted in ('high', 'medium', 'low')),
  reason text not null check (length(reason) between 1 and 1000),
  state text not null check (state in ('open', 'accepted', 'declined')),
  at timestamptz not null,
  answered_at timestamptz,
  answered_by text,
  answer text check (length(answer) between 1 and 1000),
  foreign key (account_id, case_id) references cases (account_id, id),
  foreign key (account_id, contact_id) references contacts (account_id, id),
  check ((state = 'open') = (answered_at is null)),
  check (state <> 'declined' or answer is not null)
);
create unique index priority_wishes_one_open on priority_wishes (case_id) where state = 'open';
create index priority_wishes_case on priority_wishes (case_id, at);
alter table priority_wishes enable row level security;
create policy priority_wishes_of_account on priority_wishes
  using ((select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)))
  with check ((select sees_vendor()) or account_id = (select asking_account()));

-- A colleague without a seat asks one who has it to submit a case for them (SPEC 3.8). It is no case: it has no
-- reference and no clock. Only the two of them read it.
create table case_requests (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  asker_id uuid not null,
  asked_id uuid not null,
  state text not null check (state in ('open', 'submitted', 'declined', 'withdrawn')),
  -- {type, topic, service, productCode, priority, subject, description} as it was asked
  draft jsonb not null,
  -- [{id, name, mediaType, bytes}]: files handed over to the colleague
  files jsonb not null default '[]',
  note text check (length(note) between 1 and 1000),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answer text check (length(answer) between 1 and 1000),
  case_id uuid,
  foreign key (account_id, asker_id) references contacts (account_id, id),
  foreign key (account_id, asked_id) references contacts (account_id, id),
  foreign key (account_id, case_id) references cases (account_id, id),
  check (asker_id <> asked_id),
  check ((state = 'open') = (answered_at is null)),
  check ((state = 'submitted') = (case_id is not null))
);
create index case_requests_asked on case_requests (asked_id, asked_at desc, id desc);
create index case_requests_asker on case_requests (asker_id, asked_at desc, id desc);
alter table case_requests enable row level security;
create policy case_requests_of_two on case_requests
  using ((select sees_vendor())
    or (account_id = (select asking_account()) and (select asking_contact()) in (asker_id, asked_id)));

-- Files that wait in an open request came to something.
create or replace function unattached_files(uploaded_before timestamptz, at_most int) returns setof uuid
language sql stable security definer set search_path = public as $$
  select f.id from files f
  where f.entry_id is null and f.case_id is null and f.created_at < uploaded_before
    and not exists (select from drafts d where d.attachment_ids @> array[f.id])
    and not exists (select from case_requests r
      where r.state = 'open' and r.files @> jsonb_build_array(jsonb_build_object('id', f.id)))
  order by f.created_at limit at_most
$$;
