-- What the clocks of a case go by, whoever makes them be derived again: customers do not read on the timeline which
-- line has their case, and its stays go by that. Without texts and reasons.
create function timeline_facts(of uuid)
returns table (id uuid, at timestamptz, kind text, visibility text, author_kind text, event jsonb)
language sql stable security definer set search_path = public as $$
  select e.id, e.at, e.kind, e.visibility, e.author_kind, e.event - 'reason' from entries e
  where e.case_id = of and e.kind <> 'note' and (sees_vendor() or e.account_id = asking_account())
    and (sees_vendor() or e.visibility = 'public' or e.event ->> 'type' = 'line')
$$;

-- A customer's next question ends the exchange before it, which they cannot read.
create policy clock_history_by_customer on clock_history for insert
  with check (account_id = (select asking_account()));
alter function withdraw_breach() security definer set search_path = public;
