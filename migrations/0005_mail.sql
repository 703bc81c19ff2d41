-- Every message that was accepted, before anything is read from it. The raw bytes lie in the file store.
create table inbound_mail (
  id uuid primary key,
  received_at timestamptz not null,
  remote_address text not null,
  helo text,
  envelope_from text not null,
  envelope_to text[] not null,
  raw_sha256 text not null unique,
  bytes bigint not null,
  state text not null check (state in ('stored', 'case', 'reply', 'triage', 'ignored', 'discarded')),
  -- What was read: sender, subject, class, verdict. Filled when the message is placed.
  message_id text,
  from_address citext,
  from_name text,
  subject text,
  class text,
  verdict jsonb,
  body text,
  reason_code text,
  reason text,
  -- [{name, mediaType, bytes, sha256}]: listed without reading the message again
  attachments jsonb not null default '[]',
  account_id uuid,
  contact_id uuid,
  case_id uuid,
  entry_id uuid,
  placed_at timestamptz,
  attempts int not null default 0
);
create index inbound_mail_waiting on inbound_mail (received_at) where state = 'stored';
create index inbound_mail_triage on inbound_mail (received_at desc, id desc) where state = 'triage';
create index inbound_mail_message_id on inbound_mail (message_id) where message_id is not null;
alter table inbound_mail enable row level security;
create policy inbound_mail_of_vendor on inbound_mail using ((select sees_vendor())) with check ((select sees_vendor()));
create function count_triage() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state is distinct from new.state then
    perform keep_count(jsonb_build_array(jsonb_build_object('triage',
      (new.state = 'triage')::int - (old.state = 'triage')::int)));
  elsif tg_op = 'INSERT' and new.state = 'triage' then
    perform keep_count('[{"triage": 1}]');
  end if;
  return null;
end $$;
create trigger triage_is_counted after insert or update on inbound_mail for each row execute function count_triage();

-- An unguessable address per case and recipient; it places a message, it never identifies its sender.
create table reply_addresses (
  token text primary key check (length(token) >= 26),
  account_id uuid not null,
  case_id uuid not null,
  contact_id uuid not null,
  unique (case_id, contact_id),
  foreign key (account_id, case_id) references cases (account_id, id)
);
alter table reply_addresses enable row level security;
create policy reply_addresses_of_vendor on reply_addresses using ((select sees_vendor())) with check ((select sees_vendor()));

-- Queued in the transaction of what it tells of; sent by a job, or read on the outgoing-mail page.
create table outgoing_mail (
  id uuid primary key,
  kind text not null check (kind in ('reply', 'case_received', 'triage_answer')),
  account_id uuid,
  case_id uuid,
  entry_id uuid,
  to_address citext not null,
  to_name text,
  from_address text not null,
  reply_to text,
  subject text not null,
  body text not null,
  message_id text not null unique,
  in_reply_to text,
  reference_ids text[] not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'kept')),
  attempts int not null default 0,
  last_error text,
  queued_at timestamptz not null,
  sent_at timestamptz,
  unique (entry_id, to_address, kind)
);
create index outgoing_mail_newest on outgoing_mail (queued_at desc, id desc);
create index outgoing_mail_case on outgoing_mail (case_id, queued_at) where case_id is not null;
create index outgoing_mail_answers on outgoing_mail (to_address, queued_at) where kind = 'triage_answer';
alter table outgoing_mail enable row level security;
create policy outgoing_mail_of_vendor on outgoing_mail using ((select sees_vendor())) with check ((select sees_vendor()));
