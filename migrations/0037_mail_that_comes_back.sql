-- What comes back of our mail, and the one gate for what leaves.

alter table outgoing_mail
  -- Of the address that reports about this mail come back to. Mail from before has none.
  add column bounce_token text unique check (bounce_token ~ '^[a-z2-7]{26}$'),
  -- One process sends it at a time; until then nobody else does.
  add column leased_until timestamptz,
  -- It has had its place in the budget; another try takes none.
  add column let_through_at timestamptz,
  -- Why the gate holds it, and until when; without an end somebody decides.
  add column held_reason text check (held_reason in ('suspended', 'recipient_budget', 'installation_budget', 'stranger')),
  add column held_until timestamptz,
  -- What a report that proved to be about this mail said; `bounced_by` is that report.
  add column bounced_at timestamptz,
  add column bounce_kind text check (bounce_kind in ('hard', 'soft', 'complaint')),
  add column bounce_status text check (length(bounce_status) <= 20),
  add column bounce_reason text check (length(bounce_reason) <= 40),
  add column bounce_said text check (length(bounce_said) <= 300),
  add column bounced_by uuid,
  drop constraint outgoing_mail_state_check;
alter table outgoing_mail
  add constraint outgoing_mail_state_check check (state in ('queued', 'sent', 'failed', 'kept', 'held', 'returned')),
  add constraint outgoing_mail_held_check check (state <> 'held' or held_reason is not null),
  add constraint outgoing_mail_returned_check check (state <> 'returned' or bounced_at is not null);
create index outgoing_mail_recipient on outgoing_mail (to_address, sent_at) where sent_at is not null;
create index outgoing_mail_came_back on outgoing_mail (queued_at desc, id desc) where bounced_at is not null;
create index outgoing_mail_held on outgoing_mail (held_until) where state = 'held';

-- Addresses that no mail goes to, of whatever kind. Lifted ones stay, as what was known of them.
create table mail_suspensions (
  id uuid primary key,
  -- As `canonicalAddress` writes it; the local part is compared without regard to case.
  address citext not null unique check (length(address) between 3 and 320),
  kind text not null check (kind in ('soft', 'complaint', 'hard')),
  since timestamptz not null,
  reason text not null check (length(reason) <= 40),
  status text check (length(status) <= 20),
  said text check (length(said) <= 300),
  -- The mail that came back, and the report that said so.
  mail_id uuid not null,
  report_id uuid not null,
  lifted_at timestamptz,
  lifted_by text,
  version int not null default 1
);
create index mail_suspensions_in_force on mail_suspensions (since desc, id desc) where lifted_at is null;
alter table mail_suspensions enable row level security;
create policy mail_suspensions_of_vendor on mail_suspensions
  using ((select sees_vendor())) with check ((select sees_vendor()));
revoke delete on mail_suspensions from fourline_app;

-- How much mail may leave in an hour, all together; without a row the default of `domain/mail-budget.ts`.
create table mail_gate (
  only_one boolean primary key default true check (only_one),
  per_hour int not null check (per_hour between 20 and 1000000),
  version int not null,
  changed_at timestamptz not null
);
alter table mail_gate enable row level security;
create policy mail_gate_of_vendor on mail_gate using ((select sees_vendor())) with check ((select sees_vendor()));

-- How much has left: a share, to an address or (empty) all together, in one hour or day.
create table mail_budgets (
  share text not null,
  address citext not null,
  span text not null check (span in ('hour', 'day')),
  begins_at timestamptz not null,
  used int not null check (used > 0),
  primary key (share, address, span, begins_at)
);
create index mail_budgets_old on mail_budgets (begins_at);
alter table mail_budgets enable row level security;
create policy mail_budgets_of_vendor on mail_budgets
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Takes one place in each of the budgets, in this order, or none at all: [{share, address, span, beginsAt, most}].
-- Answers which one was full, counted from 1; 0 where every place was taken. Whoever comes second to a counter
-- waits for the first.
create function take_mail_places(asked jsonb) returns int language plpgsql as $$
declare
  one jsonb;
  number int := 0;
begin
  begin
    for one in select value from jsonb_array_elements(asked) loop
      number := number + 1;
      insert into mail_budgets as b (share, address, span, begins_at, used)
      values (one->>'share', one->>'address', one->>'span', (one->>'beginsAt')::timestamptz, 1)
      on conflict (share, address, span, begins_at) do update set used = b.used + 1
        where b.used < (one->>'most')::int;
      if not found then raise exception 'full' using errcode = 'FL001'; end if;
    end loop;
  exception when sqlstate 'FL001' then
    return number;
  end;
  return 0;
end $$;
