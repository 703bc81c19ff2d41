-- By which way a message came. Where no server handed it to us there is no address that SPF could be asked about.
alter table inbound_mail add column way text not null default 'smtp'
  check (way in ('smtp', 'lmtp', 'mailbox', 'provider', 'import'));
-- The mailbox it was fetched from, or the provider's address that it was posted to.
alter table inbound_mail add column way_id uuid;
alter table inbound_mail alter column remote_address drop not null;
