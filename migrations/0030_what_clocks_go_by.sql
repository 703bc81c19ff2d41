-- What the clocks of a case go by, whoever makes them be derived again: customers do not read on the timeline which
-- line has their case, and its stays go by that. Without texts and reasons.
create function timeline_facts(of uuid)
returns table (id uuid, at timestamptz, kind text, visibility text, author_kind text, event jsonb)
language sql stable security definer set search_path = public as $$
  select e.id, e.at, e.kind, e.visibility, e.author_kind, e.event - 'reason' from entries e
  where e.case_id = of and e.kind <> 'note'
    and (sees_vendor() or (e.account_id = asking_account() and sees_case(of)
      and (e.visibility = 'public' or e.event ->> 'type' = 'line')))
$$;

-- What has gone before the clocks of a case, as its timeline tells it: a customer's next question ends an exchange,
-- which they cannot read, and mail that is read late may tell of another one.
create function keep_past_clocks(of uuid, of_account uuid, past jsonb) returns void
language sql security definer set search_path = public as $$
  with asker as (
    select 1 where sees_vendor() or (of_account = asking_account() and sees_case(of))
  ), told as (
    select p.* from asker, jsonb_populate_recordset(null::clock_history, past) p
  ), gone as (
    delete from clock_history h using asker where h.case_id = of and h.account_id = of_account
      and not exists (select from told t where t.kind = h.kind and t.started_at = h.started_at)
  )
  insert into clock_history as h (case_id, account_id, kind, started_at, state, guaranteed, clause, target_minutes,
    due_at, stopped_at, elapsed_ms, over_ms, earlier_due_at, line)
  select of, of_account, t.kind, t.started_at, t.state, t.guaranteed, t.clause, t.target_minutes,
    t.due_at, t.stopped_at, t.elapsed_ms, t.over_ms, t.earlier_due_at, t.line from told t
  on conflict (case_id, kind, started_at) do update
    set state = excluded.state, guaranteed = excluded.guaranteed, clause = excluded.clause,
      target_minutes = excluded.target_minutes, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      elapsed_ms = excluded.elapsed_ms, over_ms = excluded.over_ms, earlier_due_at = excluded.earlier_due_at,
      line = excluded.line
    where (h.state, h.stopped_at, h.due_at, h.elapsed_ms, h.line)
      is distinct from (excluded.state, excluded.stopped_at, excluded.due_at, excluded.elapsed_ms, excluded.line)
$$;

-- Whoever writes what turns out to have been in time.
alter function withdraw_breach() security definer set search_path = public;
