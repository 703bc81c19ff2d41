-- Addresses of ours to which a mail provider posts the messages it received. What proves a post is sealed.
create table mail_inlets (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  provider text not null check (provider in ('mailgun', 'sendgrid', 'ses', 'postmark', 'signed')),
  sealed_secret text not null,
  state text not null default 'on' check (state in ('on', 'off', 'removed')),
  created_by uuid not null references staff (id),
  created_at timestamptz not null,
  -- When a message last came by it, and what was wrong with the last post that was refused since.
  last_taken_at timestamptz,
  last_refused_at timestamptz,
  last_refusal text,
  version int not null default 1
);
alter table mail_inlets enable row level security;
create policy mail_inlets_of_vendor on mail_inlets using ((select sees_vendor())) with check ((select sees_vendor()));

-- A proof that does not cover the message itself counts for one message: the first that came with it.
create table mail_inlet_proofs (
  inlet_id uuid not null references mail_inlets (id),
  proof text not null,
  raw_sha256 text not null,
  at timestamptz not null,
  primary key (inlet_id, proof)
);
create index mail_inlet_proofs_age on mail_inlet_proofs (at);
alter table mail_inlet_proofs enable row level security;
create policy mail_inlet_proofs_of_vendor on mail_inlet_proofs
  using ((select sees_vendor())) with check ((select sees_vendor()));
