-- What an agreement gives back for a missed promise: a percent of its fee of a month or of a year, at most a percent of
-- the same fee in one month of the agreement.
create function is_credit_rule(rule jsonb) returns boolean language sql immutable as $$
  select rule is null or coalesce(
    jsonb_typeof(rule) = 'object'
      and rule - array['percent', 'of', 'capPercent'] = '{}'
      and rule ->> 'of' in ('month', 'year')
      and jsonb_typeof(rule -> 'percent') = 'number' and jsonb_typeof(rule -> 'capPercent') = 'number'
      and (rule ->> 'percent')::numeric > 0 and (rule ->> 'percent')::numeric <= (rule ->> 'capPercent')::numeric
      and (rule ->> 'capPercent')::numeric <= 100
      and scale((rule ->> 'percent')::numeric) <= 2 and scale((rule ->> 'capPercent')::numeric) <= 2,
    false)
$$;
alter table agreements add constraint agreements_credit_rule check (is_credit_rule(credit_rule));

-- What is given back is part of what was agreed: frozen with it.
create function refuse_change_of_credit_rule() returns trigger language plpgsql as $$
begin
  raise exception 'The terms of an agreement are frozen once it is active' using errcode = 'restrict_violation';
end $$;
create trigger agreement_credit_rule_stays before update on agreements for each row
  when (old.state <> 'draft' and old.credit_rule is distinct from new.credit_rule)
  execute function refuse_change_of_credit_rule();

-- The month of the agreement in which a credit counts, and the most that one may bring with all others of it.
alter table breaches add column credit_month date;
alter table breaches add column credit_cap_minor bigint check (credit_cap_minor >= 0);
alter table breaches add constraint breaches_credit_is_whole check (
  (credit_minor is null) = (credit_month is null) and (credit_minor is null) = (credit_cap_minor is null)
  and (credit_minor is null or (credit_rule is not null and agreement_id is not null)));
create index breaches_credits on breaches (agreement_id, credit_month) where state = 'approved' and credit_minor is not null;

-- Credits of one month of an agreement stay within its cap, however many are approved at once: each waits for the
-- agreement, then counts.
create function keep_credits_within_cap() returns trigger language plpgsql security definer set search_path = public as $$
declare given bigint;
begin
  perform from agreements where id = new.agreement_id for no key update;
  select coalesce(sum(credit_minor), 0) into given from breaches
    where agreement_id = new.agreement_id and credit_month = new.credit_month
      and credit_currency = new.credit_currency and state = 'approved' and id <> new.id;
  if given + new.credit_minor > new.credit_cap_minor then
    raise exception 'credit_cap_reached: % of %', given, new.credit_cap_minor
      using errcode = 'check_violation', constraint = 'credits_within_cap';
  end if;
  return new;
end $$;
create trigger breaches_credit_within_cap before insert or update on breaches for each row
  when (new.state = 'approved' and new.credit_minor > 0) execute function keep_credits_within_cap();

-- What a customer reads of a breach: that money is given back, how much and since when; nothing of why. Whoever asks
-- has been shown the case before.
create function credits_of_case(asked uuid)
returns table (kind text, due_at timestamptz, minor bigint, currency text, given_at timestamptz)
language sql stable security definer set search_path = public as $$
  select kind, due_at, credit_minor, credit_currency, reviewed_at from breaches
  where case_id = asked and state = 'approved' and credit_minor > 0
    and exists (select from cases c where c.id = asked
      and (sees_vendor() or c.account_id = asking_account()))
  order by due_at
$$;

-- Causes get a version, for those who change them side by side.
alter table breach_causes add column version int not null default 1;
alter table breach_causes enable row level security;
create policy breach_causes_of_vendor on breach_causes
  using ((select sees_vendor())) with check ((select sees_vendor()));
revoke delete on breach_causes from fourline_app;
