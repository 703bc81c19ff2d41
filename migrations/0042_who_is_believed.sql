-- Whom the checks of a sender believe besides themselves, by default nobody: networks of mail servers in front of
-- us (relay), names by which providers sign what they found (authserv), domains of forwarders (sealer).
create table mail_trust (
  id uuid primary key,
  -- The mailbox or the provider's address that it is for; null for all mail.
  way_id uuid,
  kind text not null check (kind in ('relay', 'authserv', 'sealer')),
  value text not null check (length(value) between 1 and 253),
  added_at timestamptz not null,
  unique nulls not distinct (way_id, kind, value)
);
alter table mail_trust enable row level security;
create policy mail_trust_of_vendor on mail_trust using ((select sees_vendor())) with check ((select sees_vendor()));

-- Whether a signature of the sender's domain is enough where that domain publishes no rule. Without a row it is not.
create table account_mail_policies (
  account_id uuid primary key references accounts (id) on delete cascade,
  signature_counts boolean not null,
  version int not null,
  changed_at timestamptz not null
);
alter table account_mail_policies enable row level security;
create policy account_mail_policies_of_vendor on account_mail_policies
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- By what a contact's address has been proven: the key of a signature, or the servers of a domain.
create table sender_proofs (
  address text not null check (length(address) <= 254),
  proof text not null check (length(proof) between 1 and 400),
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (address, proof)
);
alter table sender_proofs enable row level security;
create policy sender_proofs_of_vendor on sender_proofs using ((select sees_vendor())) with check ((select sees_vendor()));
