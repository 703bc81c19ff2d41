-- What it takes to decide again as of then, word for word (SPEC 3.7): whose clock the words were read by, and the
-- editions of all packages that ways forward were named from (`basic@1`, in their order). Null on earlier decisions.
alter table decisions
  add column time_zone text,
  add column editions text[],
  add column actor_name text,
  -- What it refused was waived, for this once.
  add column waived boolean not null default false;

-- A refusal that somebody with the right waived once, with a reason. One waiver a decision: the act it was for, and
-- no other. Its id is made by whoever asks for it, so that asking twice is one waiver.
create table waivers (
  id uuid primary key,
  account_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null unique references decisions (id),
  reason text not null check (char_length(btrim(reason)) between 1 and 1000),
  staff_id uuid not null references staff (id),
  staff_name text not null,
  at timestamptz not null,
  foreign key (account_id, case_id) references cases (account_id, id)
);
create index waivers_case on waivers (case_id);
revoke update, delete on waivers from fourline_app;
alter table waivers enable row level security;
create policy waivers_of_vendor on waivers using ((select sees_vendor())) with check ((select sees_vendor()));

-- What refers elsewhere cannot be waived, and what is not refused needs no waiver.
create function waive_refusals_only() returns trigger language plpgsql as $$
begin
  if not exists (select from decisions d where d.id = new.decision_id and d.case_id = new.case_id
      and d.account_id = new.account_id and d.outcome = 'refused' and d.waived) then
    raise exception 'Only a refusal can be waived' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger waivers_are_of_refusals before insert on waivers
  for each row execute function waive_refusals_only();

-- Who was told no, to what and why: for sales. One row a person, question and day; a mail or a call is its own.
create table refusals (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  contact_id uuid,
  at timestamptz not null,
  last_at timestamptz not null,
  times int not null default 1 check (times > 0),
  -- Shown in the portal's form, answered to a request, found on a case, answered to a mail, or on a call.
  occasion text not null check (occasion in ('shown', 'opening', 'classification', 'mail', 'call')),
  channel text,
  outcome text not null check (outcome in ('refused', 'refer_elsewhere', 'not_now', 'needs_request')),
  codes text[] not null check (cardinality(codes) > 0),
  inputs jsonb not null,
  reasons jsonb not null,
  ways_forward jsonb not null,
  language text not null,
  time_zone text not null,
  once_key text not null,
  case_id uuid,
  mail_id uuid references inbound_mail (id) on delete set null,
  waiver_id uuid references waivers (id),
  foreign key (account_id, contact_id) references contacts (account_id, id),
  foreign key (account_id, case_id) references cases (account_id, id)
);
-- A waived refusal is over: the same question asked again is another one.
create unique index refusals_once on refusals (once_key) where waiver_id is null;
-- Counts of a period are read from the index alone.
create index refusals_period on refusals (at desc, id desc) include (account_id, times, codes, waiver_id);
create index refusals_account on refusals (account_id, at desc, id desc);
create index refusals_waiver on refusals (waiver_id) where waiver_id is not null;
create index refusals_mail on refusals (mail_id) where mail_id is not null;
create index refusals_case on refusals (case_id) where case_id is not null;
revoke insert, update, delete on refusals from fourline_app;
grant update (waiver_id) on refusals to fourline_app;
alter table refusals enable row level security;
create policy refusals_of_vendor on refusals using ((select sees_vendor())) with check ((select sees_vendor()));

-- Notes a refusal in the transaction of whoever was refused, who may not read the log. What was noted already is
-- counted once more, or left as it is: then nothing is written at all.
create function note_refusal(one jsonb, counts_again boolean) returns void
language plpgsql security definer set search_path = public as $$
begin
  if not sees_vendor() and (one ->> 'account_id')::uuid is distinct from asking_account() then
    raise exception 'A refusal is noted for the account that was refused' using errcode = 'insufficient_privilege';
  end if;
  if counts_again then
    insert into refusals select * from jsonb_populate_record(null::refusals, one)
      on conflict (once_key) where waiver_id is null
      do update set times = refusals.times + 1, last_at = greatest(refusals.last_at, excluded.last_at);
  else
    insert into refusals select * from jsonb_populate_record(null::refusals, one)
      on conflict (once_key) where waiver_id is null do nothing;
  end if;
end $$;
