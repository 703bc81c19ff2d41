-- Triage made whole: what staff decided about a message, for which account it waits, whose mail is not wanted.

-- What became of a message that is put aside: why it waited stays in `reason_code`, so that it can come back.
alter table inbound_mail add column decided text check (decided in ('discarded', 'spam', 'answered', 'blocked'));
update inbound_mail set decided = 'discarded' where state = 'discarded';
create index inbound_mail_decided on inbound_mail (placed_at desc, id desc) where state in ('discarded', 'ignored');
create index inbound_mail_sender on inbound_mail (from_address, received_at desc, id desc) where from_address is not null;

-- Every decision about a message, in its order; nothing of it is changed afterwards.
create table triage_decisions (
  id uuid primary key,
  mail_id uuid not null references inbound_mail (id),
  act text not null check (act in ('matched', 'unmatched', 'not_ours', 'adopted', 'accepted', 'answered', 'discarded',
    'spam', 'brought_back')),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  reason text,
  -- The account, the case or the links that it names, in words of then.
  about text,
  -- For an answer: [{label, url}].
  links jsonb
);
create index triage_decisions_mail on triage_decisions (mail_id, at desc, id desc);
revoke update, delete on triage_decisions from fourline_app;
alter table triage_decisions enable row level security;
create policy triage_decisions_of_vendor on triage_decisions
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- A message that waits for an account, as its authorised contacts read it: code-like strings are masked before it is
-- written here, so that nothing asked by a customer reaches the message itself.
create table matched_mail (
  mail_id uuid primary key references inbound_mail (id) on delete cascade,
  account_id uuid not null references accounts (id),
  matched_at timestamptz not null,
  received_at timestamptz not null,
  from_address text,
  from_name text,
  verified boolean not null,
  subject text not null,
  body text not null,
  attachments jsonb not null default '[]'
);
create index matched_mail_account on matched_mail (account_id, received_at desc, mail_id desc);
create function submits_for(account uuid) returns boolean language sql stable parallel safe as $$
  select account = asking_account() and exists (select from seats s join agreements a on a.id = s.agreement_id
    where s.contact_id = asking_contact() and s.account_id = account and s.state = 'active' and a.state = 'active')
$$;
alter table matched_mail enable row level security;
create policy matched_mail_of_vendor on matched_mail
  using ((select sees_vendor())) with check ((select sees_vendor()));
create policy matched_mail_of_account on matched_mail for select
  using (account_id = (select asking_account()) and submits_for(account_id));

-- What waits no longer is shown to nobody, whichever way it left triage.
create function end_match() returns trigger language plpgsql as $$
begin
  delete from matched_mail where mail_id = new.id;
  return null;
end $$;
create trigger match_ends_with_triage after update of state on inbound_mail for each row
  when (old.state = 'triage' and new.state <> 'triage') execute function end_match();

-- Locks a message that the asking contact may answer. Staff who decide about it lock the same row first.
create function lock_matched_mail(mail uuid) returns boolean
language plpgsql security definer set search_path = public as $$
declare account uuid;
begin
  select account_id into account from matched_mail where mail_id = mail;
  if account is null or not submits_for(account) then return false; end if;
  perform from inbound_mail where id = mail and state = 'triage' for update;
  return found and exists (select from matched_mail where mail_id = mail and account_id = account);
end $$;

-- What a contact did with it: the case it became, or none where it is not theirs. They read no message themselves.
create function answer_matched_mail(mail uuid, decision uuid, decided_at timestamptz, by_whom text, became uuid, named text)
returns void language plpgsql security definer set search_path = public as $$
declare account uuid;
begin
  if not lock_matched_mail(mail) then raise exception 'no such message' using errcode = 'insufficient_privilege'; end if;
  select account_id into account from matched_mail where mail_id = mail;
  if became is not null then
    if not exists (select from cases where id = became and account_id = account) then
      raise exception 'no such case' using errcode = 'insufficient_privilege';
    end if;
    update inbound_mail set state = 'case', case_id = became, account_id = account, contact_id = asking_contact(),
      placed_at = decided_at where id = mail;
  end if;
  insert into triage_decisions (id, mail_id, act, at, by_id, by_name, about)
  values (decision, mail, case when became is null then 'not_ours' else 'adopted' end, decided_at, asking_contact(),
    by_whom, named);
  delete from matched_mail where mail_id = mail;
end $$;

-- Whose mail is kept without being shown: an address, or a whole domain; until a moment, or until it is ended.
create table blocked_senders (
  id uuid primary key,
  what text not null check (what in ('address', 'domain')),
  sender text not null check (sender = lower(sender) and length(sender) between 3 and 254),
  reason text not null check (length(reason) between 1 and 500),
  blocked_at timestamptz not null,
  by_name text not null,
  until timestamptz check (until > blocked_at),
  ended_at timestamptz,
  ended_by text,
  mails int not null default 0,
  last_mail_at timestamptz
);
create unique index blocked_senders_once on blocked_senders (sender) where ended_at is null;
create index blocked_senders_newest on blocked_senders (blocked_at desc, id desc);
revoke delete on blocked_senders from fourline_app;
alter table blocked_senders enable row level security;
create policy blocked_senders_of_vendor on blocked_senders
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- The address or the domain of a current contact is never blocked. One who is added later is heard all the same: what
-- a verified contact sends is never taken for blocked.
create function refuse_block_of_customers() returns trigger language plpgsql as $$
begin
  if new.ended_at is not null then return new; end if;
  if exists (select from contacts where ended_at is null and (case new.what
      when 'address' then lower(email::text) = new.sender
      else lower(split_part(email::text, '@', 2)) = new.sender end)) then
    raise exception 'A customer writes from there' using errcode = 'check_violation', constraint = 'block_of_customer';
  end if;
  return new;
end $$;
create trigger no_block_of_customers before insert on blocked_senders
  for each row execute function refuse_block_of_customers();

-- The vendor's own links for answers, in their order: [{id, label, url}]. At most one row.
create table help_links (
  only_one boolean primary key default true check (only_one),
  links jsonb not null default '[]',
  version int not null,
  changed_at timestamptz not null
);
alter table help_links enable row level security;
create policy help_links_of_vendor on help_links using ((select sees_vendor())) with check ((select sees_vendor()));

-- An answer with help is a kind of its own. The list is read rather than written again: other kinds may have come.
do $$
declare kinds text;
begin
  select string_agg(quote_literal(kind[1]), ', ') into kinds
  from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') kind
  where conname = 'outgoing_mail_kind_check' and conrelid = 'outgoing_mail'::regclass;
  alter table outgoing_mail drop constraint outgoing_mail_kind_check;
  execute format('alter table outgoing_mail add constraint outgoing_mail_kind_check check (kind in (%s, ''self_help''))', kinds);
end $$;
