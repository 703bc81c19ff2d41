-- A renewal chain is named by its first agreement: agreement years, and with them the pools, are the chain's
-- (SPEC 2.4, 3.5), so that a renewal in the middle of a year starts no new count.
alter table agreements add column chain_id uuid references agreements (id);
with recursive chain as (
  select id, id as root from agreements where renews_id is null
  union all
  select a.id, chain.root from agreements a join chain on chain.id = a.renews_id
)
update agreements a set chain_id = chain.root from chain where chain.id = a.id;
alter table agreements alter column chain_id set not null;
create index agreements_chain on agreements (chain_id);
create function join_chain() returns trigger language plpgsql security definer set search_path = public as $$
begin
  new.chain_id := coalesce((select chain_id from agreements where id = new.renews_id), new.id);
  return new;
end $$;
create trigger agreements_join_chain before insert on agreements for each row execute function join_chain();

-- Counters and entries move to the chain they belong to; where both sides of a renewal counted, the sum counts.
insert into pool_counters (agreement_id, account_id, pool, year_starts_on, allowed)
  select a.chain_id, c.account_id, c.pool, c.year_starts_on, max(c.allowed)
  from pool_counters c join agreements a on a.id = c.agreement_id
  where a.chain_id <> a.id group by 1, 2, 3, 4
  on conflict do nothing;
update pool_entries e set agreement_id = a.chain_id from agreements a
  where a.id = e.agreement_id and a.chain_id <> a.id;
delete from pool_counters c using agreements a where a.id = c.agreement_id and a.chain_id <> a.id;
update pool_counters c set used = s.units, allowed = greatest(c.allowed, s.units)
  from (select agreement_id, pool, year_starts_on, sum(units)::int units from pool_entries group by 1, 2, 3) s
  where s.agreement_id = c.agreement_id and s.pool = c.pool and s.year_starts_on = c.year_starts_on;

-- Who did it, as customers may read it: somebody of theirs, somebody of the vendor, or the product itself.
alter table pool_entries add column actor_side text
  default (case when sees_vendor() then 'vendor' else 'account' end)
  check (actor_side in ('account', 'vendor', 'product'));
update pool_entries e set actor_side = case
  when e.actor_name = 'Fourline' then 'product'
  when exists (select from contacts c where c.account_id = e.account_id and c.name = e.actor_name) then 'account'
  else 'vendor' end;
alter table pool_entries alter column actor_side set not null;
alter table pool_entries add constraint adjustments_say_why
  check (kind <> 'adjust' or (units <> 0 and case_id is null and length(btrim(reason)) between 1 and 1000));

-- What the pool of an agreement year comes to: by the terms in force on this day, or on the last day of a year that
-- is over. Null where no agreement of the chain holds then, or its terms have no such pool.
create function pool_limit_on(chain uuid, of_pool text, of_year date, on_day date) returns int
language sql stable security definer set search_path = public as $$
  select (t.terms -> 'pools' -> of_pool ->> 'limit')::int
  from (select least(on_day, (of_year + interval '1 year')::date - 1) as day) asked,
    agreements a, terms_on(a.id, asked.day) t
  where a.chain_id = chain and a.state <> 'draft' and a.starts_on <= asked.day and a.ends_on > asked.day
  order by a.state = 'active' desc, a.starts_on desc
  limit 1
$$;

-- Whoever decides about a unit holds the counter first. It is made when it is first asked for, and follows the terms
-- in force, up and down, but never under what is used; the application itself cannot set it.
create function lock_pool(chain uuid, of_account uuid, of_pool text, of_year date, on_day date, usual int)
returns table (used int, allowed int) language plpgsql security definer set search_path = public as $$
declare found pool_counters; wanted int;
begin
  if not sees_vendor() and of_account is distinct from asking_account() then
    raise exception 'Not a pool of the asking account' using errcode = 'insufficient_privilege';
  end if;
  insert into pool_counters (agreement_id, account_id, pool, year_starts_on, allowed)
    values (chain, of_account, of_pool, of_year, usual) on conflict do nothing;
  select * into strict found from pool_counters c
    where c.agreement_id = chain and c.pool = of_pool and c.year_starts_on = of_year for update;
  wanted := greatest(coalesce(pool_limit_on(chain, of_pool, of_year, on_day), found.allowed), found.used);
  if wanted <> found.allowed then
    update pool_counters c set allowed = wanted
      where c.agreement_id = chain and c.pool = of_pool and c.year_starts_on = of_year;
  end if;
  return query select found.used, wanted;
end $$;

-- A case holds at most one unit, and gives it back to the pool and year it was drawn from. The case is locked, so that
-- two at a time are counted one after the other. Only the vendor adjusts and waives.
create function hold_one_unit_a_case() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.kind in ('adjust', 'waive') and not sees_vendor() then
    raise exception 'Only the vendor adjusts and waives' using errcode = 'insufficient_privilege';
  end if;
  if new.case_id is null then
    return null;
  end if;
  perform from cases where id = new.case_id for no key update;
  if (select sum(units) from pool_entries where case_id = new.case_id) not between 0 and 1
    or exists (select from pool_entries where case_id = new.case_id
      group by agreement_id, pool, year_starts_on having sum(units) not between 0 and 1) then
    raise exception 'A case holds at most one unit, and gives back what it drew'
      using errcode = 'check_violation', constraint = 'one_unit_a_case';
  end if;
  return null;
end $$;
create trigger one_unit_a_case after insert on pool_entries
  for each row execute function hold_one_unit_a_case();

-- The history of seats can be read: who gave and who ended one, whose it was before, and how it ended.
alter table seats add column given_by text;
alter table seats add column given_side text check (given_side in ('account', 'vendor', 'product'));
alter table seats add column carried boolean not null default false;
alter table seats add column replaces_id uuid references seats (id);
alter table seats add column ended_by text;
alter table seats add column ended_side text check (ended_side in ('account', 'vendor', 'product'));
alter table seats add column end_reason text check (end_reason in ('ended', 'swapped', 'not_chosen', 'left'));
alter table seats add constraint end_reason_of_ended check (end_reason is null or state = 'ended');
create index seats_replaces on seats (replaces_id) where replaces_id is not null;
update seats s set given_by = l.actor_name,
  given_side = case l.actor_kind when 'contact' then 'account' when 'staff' then 'vendor' else 'product' end
  from (select distinct on (subject_id) subject_id, actor_name, actor_kind from audit_log
    where action = 'seat.given' and subject_type = 'seat' order by subject_id, at) l
  where l.subject_id = s.id::text;
update seats s set ended_by = l.actor_name,
  ended_side = case l.actor_kind when 'contact' then 'account' when 'staff' then 'vendor' else 'product' end
  from (select distinct on (subject_id) subject_id, actor_name, actor_kind from audit_log
    where action = 'seat.ended' and subject_type = 'seat' order by subject_id, at desc) l
  where l.subject_id = s.id::text and s.state = 'ended';
