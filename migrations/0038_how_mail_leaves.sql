-- How mail leaves: signed, in words of the vendor's own, and without content where an account asks for that.

-- Keys that sign what is sent for a domain (DKIM). The private part is sealed as the mail server's password is.
create table dkim_keys (
  id uuid primary key,
  domain text not null check (domain = lower(domain) and length(domain) between 1 and 253),
  selector text not null check (selector ~ '^[a-z0-9]{1,63}$'),
  -- SPKI, base64: what its record publishes
  public_key text not null,
  sealed_private_key text not null,
  made_at timestamptz not null,
  -- What DNS said of its record, and when.
  found text check (found in ('ok', 'missing', 'other_key', 'split', 'cut_off', 'quoted', 'revoked', 'no_answer')),
  found_at timestamptz,
  -- Since when its record is there as it should be. Only such a key signs, the newest of them.
  seen_at timestamptz,
  unique (domain, selector),
  check ((found is null) = (found_at is null)),
  check (seen_at is null or found in ('ok', 'no_answer'))
);
-- Two admins who want a new key at once get one: there is at most one that waits to be published.
create unique index dkim_keys_one_waits on dkim_keys (domain) where seen_at is null and found is null;
alter table dkim_keys enable row level security;
create policy dkim_keys_of_vendor on dkim_keys using ((select sees_vendor())) with check ((select sees_vendor()));

-- What else DNS said of a domain that mail is sent for, as it was last asked (SPF, DMARC).
create table sending_domains (
  domain text primary key,
  facts jsonb not null,
  checked_at timestamptz not null
);
alter table sending_domains enable row level security;
create policy sending_domains_of_vendor on sending_domains
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- The vendor's own words instead of ours, by kind of mail and language. Without a row ours hold.
create table mail_templates (
  kind text not null,
  language text not null check (language in ('en', 'de', 'fr', 'es')),
  subject text not null check (length(subject) between 1 and 200 and subject !~ '[\r\n]'),
  body text not null check (length(body) between 1 and 10000),
  version int not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (kind, language)
);
alter table mail_templates enable row level security;
create policy mail_templates_of_vendor on mail_templates
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- The language of mail to those whose own is not known. Without a row English.
create table mail_defaults (
  only_one boolean primary key default true check (only_one),
  language text not null check (language in ('en', 'de', 'fr', 'es')),
  version int not null
);
alter table mail_defaults enable row level security;
create policy mail_defaults_of_vendor on mail_defaults
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Accounts that get no content by mail. Without a row mail has its content.
create table mail_privacy (
  account_id uuid primary key references accounts (id),
  without_content boolean not null,
  version int not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null
);
alter table mail_privacy enable row level security;
create policy mail_privacy_of_account on mail_privacy
  using ((select sees_vendor()) or account_id = (select asking_account()))
  with check ((select sees_vendor()) or account_id = (select asking_account()));

-- It left, or leaves, without its content: no subject, no text, no files.
alter table outgoing_mail add column without_content boolean not null default false;
-- Of its words.
alter table outgoing_mail add column language text check (language in ('en', 'de', 'fr', 'es'));

-- A test of a template is a kind of its own. The list is read rather than written again: other kinds may have come.
do $$
declare kinds text;
begin
  select string_agg(quote_literal(kind[1]), ', ') into kinds
  from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') kind
  where conname = 'outgoing_mail_kind_check' and conrelid = 'outgoing_mail'::regclass;
  alter table outgoing_mail drop constraint outgoing_mail_kind_check;
  execute format('alter table outgoing_mail add constraint outgoing_mail_kind_check check (kind in (%s, ''template_test''))', kinds);
end $$;
