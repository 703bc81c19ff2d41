-- Set aside until a time (SPEC 5.3): it leaves its owner's turn and changes no clock.
alter table cases add column snoozed_until timestamptz, add column snooze_reason text;
alter table cases add check ((snoozed_until is null) = (snooze_reason is null));
alter table cases add check (snoozed_until is null
  or (assignee_id is not null and status not in ('solved', 'closed')));
create index cases_snoozed on cases (assignee_id, snoozed_until, id) where snoozed_until is not null;

-- A snooze is its owner's own and about work that goes on: whoever else gets the case, or ends it, ends the snooze.
create function end_snooze() returns trigger language plpgsql as $$
begin
  if new.status in ('solved', 'closed')
    or (new.assignee_id, new.line) is distinct from (old.assignee_id, old.line) then
    new.snoozed_until := null;
    new.snooze_reason := null;
  end if;
  return new;
end $$;
create trigger cases_end_snooze before update on cases for each row
  when (new.snoozed_until is not null) execute function end_snooze();

-- What is snoozed is counted beside what is open, so that "my turn" is one less the other.
create function count_snoozed() returns trigger language plpgsql as $$
begin
  perform keep_count(jsonb_build_array(
    case when old.snoozed_until is null then '{}'::jsonb
      else jsonb_build_object('assignee:' || old.assignee_id || ':snoozed', -1) end,
    case when new.snoozed_until is null then '{}'::jsonb
      else jsonb_build_object('assignee:' || new.assignee_id || ':snoozed', 1) end));
  return null;
end $$;
create trigger snoozed_are_counted after update on cases for each row
  when ((old.snoozed_until is null) <> (new.snoozed_until is null)) execute function count_snoozed();

-- What cases have to do with each other; the desk's own. A customer only ever makes the link to their follow-up.
create table case_links (
  id uuid primary key,
  kind text not null check (kind in ('related', 'duplicate_of', 'follow_up_of')),
  case_id uuid not null references cases (id),
  other_id uuid not null references cases (id),
  made_by text not null,
  made_at timestamptz not null,
  check (case_id <> other_id)
);
-- Two cases are linked once, whichever end it was made from.
create unique index case_links_once on case_links (least(case_id, other_id), greatest(case_id, other_id));
create index case_links_case on case_links (case_id);
create index case_links_other on case_links (other_id);
alter table case_links enable row level security;
create policy case_links_of_vendor on case_links
  using ((select sees_vendor()))
  with check ((select sees_vendor()) or (kind = 'follow_up_of'
    and exists (select from cases c join cases o on o.account_id = c.account_id
      where c.id = case_id and o.id = other_id and c.account_id = (select asking_account()))));
insert into case_links (id, kind, case_id, other_id, made_by, made_at)
select distinct on (f.id) e.id, 'follow_up_of', f.id, c.id, e.author_name, e.at
from entries e
join cases c on c.id = e.case_id
join cases f on f.reference = e.event ->> 'reference' and f.id <> c.id
where e.event ->> 'type' = 'followed_up'
order by f.id, e.at
on conflict do nothing;

-- A decision about a call names the call's entry; the others are about the case.
alter table decisions add column entry_id uuid references entries (id);

-- Staff also find cases by the address of who asked.
update case_words w set words = w.words || to_tsvector('simple', p.email::text)
from cases c join contacts p on p.id = c.contact_id where c.id = w.case_id;
