-- What the clocks of a case are, beside its next due time, so that a page of the desk's queue reads no row of
-- clocks: an array of their rows. Null where it is not known; then the clocks are asked.
alter table cases add column clocks_now jsonb;

-- Contacts with priority management rank their account's open cases (SPEC 5.4, 11.3). One version a ranking, so
-- that nobody overwrites an order they have not seen.
create table account_rankings (
  account_id uuid primary key references accounts (id),
  version int not null default 0,
  changed_at timestamptz,
  changed_by text
);
alter table account_rankings enable row level security;
create policy account_rankings_of_account on account_rankings
  using ((select sees_vendor()) or account_id = (select asking_account()));

-- Places are in order and may leave gaps: a case that is over leaves, and what somebody does not see keeps its
-- place while they rank the rest.
create table case_ranks (
  case_id uuid primary key,
  account_id uuid not null,
  place smallint not null check (place between 1 and 200),
  foreign key (account_id, case_id) references cases (account_id, id),
  constraint case_ranks_one_a_place unique (account_id, place)
);
alter table case_ranks enable row level security;
create policy case_ranks_of_account on case_ranks
  using ((select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)));

-- The places of an account that are not free to whoever asks: those of cases they do not see. No case is named.
create function hidden_places(account uuid) returns smallint[]
language plpgsql stable security definer set search_path = public as $$
begin
  if sees_vendor() or account is distinct from asking_account() then
    return '{}';
  end if;
  return coalesce((
    select array_agg(r.place)
    from case_ranks r
    join cases c on c.id = r.case_id
    where r.account_id = account
      and not may_see_case(c.id, c.contact_id, c.is_private, asking_contact(),
        reads_company(account), watched_cases(asking_contact()))
  ), '{}');
end $$;

-- Only what is open is ranked, whatever runs at the same time: ranking waits for whoever has the case.
create function rank_open_cases() returns trigger language plpgsql as $$
begin
  perform from cases
    where id = new.case_id and account_id = new.account_id and status not in ('solved', 'closed') for share;
  if not found then
    raise exception 'Only open cases are ranked' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger case_ranks_are_open before insert or update on case_ranks
  for each row execute function rank_open_cases();

-- The vendor contests what a customer chose, with a reason the customer reads; the choice holds until it is settled.
create table contests (
  id uuid primary key,
  account_id uuid not null,
  case_id uuid not null,
  about text not null check (about in ('rank', 'priority')),
  reason text not null check (length(reason) between 1 and 1000),
  at timestamptz not null,
  by_name text not null,
  -- kept: the customer's choice stands. lowered: staff changed it. changed: the customer did. over: the case is.
  state text not null default 'open' check (state in ('open', 'kept', 'lowered', 'changed', 'over')),
  settled_at timestamptz,
  settled_by text,
  answer text check (length(answer) between 1 and 1000),
  foreign key (account_id, case_id) references cases (account_id, id),
  check (state <> 'open' or settled_by is null),
  check (state <> 'lowered' or answer is not null)
);
create unique index contests_one_open on contests (case_id, about) where state = 'open';
create index contests_case on contests (case_id, at);
alter table contests enable row level security;
create policy contests_of_account on contests
  using ((select sees_vendor()) or (account_id = (select asking_account()) and sees_case(case_id)));

-- A case that is over leaves the ranking, and nothing about it is contested any more.
create function leave_ranking() returns trigger language plpgsql as $$
begin
  delete from case_ranks where case_id = new.id;
  update contests set state = 'over', settled_at = coalesce(new.closed_at, new.solved_at, now())
    where case_id = new.id and state = 'open';
  return null;
end $$;
create trigger cases_leave_ranking after update of status on cases for each row
  when (new.status in ('solved', 'closed') and old.status not in ('solved', 'closed'))
  execute function leave_ranking();
