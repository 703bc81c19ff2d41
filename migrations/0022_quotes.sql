-- What was offered to a customer, with its number and the bytes that left: it never changes.
create sequence quote_numbers start 1001;

create table quotes (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- A draft that was offered may be deleted; its quote stays.
  agreement_id uuid,
  number text not null unique,
  kind text not null check (kind in ('offer', 'confirmation')),
  issued_at timestamptz not null,
  issued_by text not null,
  valid_until date,
  -- One Quote as promise/quotes describes it; json, so that it reads as it was written.
  content json not null,
  -- SHA-256 of the PDF in the file store.
  pdf_sha256 text not null check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  bytes int not null check (bytes > 0),
  foreign key (account_id, agreement_id) references agreements (account_id, id) on delete set null (agreement_id),
  check ((kind = 'offer') = (valid_until is not null))
);
create index quotes_account on quotes (account_id, issued_at desc, id desc);
create index quotes_agreement on quotes (agreement_id, issued_at desc, id desc);
revoke update, delete on quotes from fourline_app;
alter table quotes enable row level security;
-- Prices are the vendor's to send.
create policy quotes_of_vendor on quotes using ((select sees_vendor())) with check ((select sees_vendor()));

-- What was decided of an account in a period, without reading other accounts.
create index decisions_account on decisions (account_id, at, id);
