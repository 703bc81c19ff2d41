-- A case that staff or a colleague opened from a stranger's mail has its contact as the author of what was shown of it,
-- with codes hidden. The whole text is read only by who sent it, and only where that is proven.
create or replace function own_mail(which uuid) returns table (entry_id uuid, body text)
language sql stable security definer set search_path = public as $$
  select mail.entry_id, mail.body from inbound_mail mail join entries entry on entry.id = mail.entry_id
  where mail.case_id = which and mail.contact_id = asking_contact() and mail.account_id = asking_account()
    and mail.state in ('case', 'reply') and entry.author_kind = 'contact' and entry.author_id = asking_contact()
    and btrim(mail.body) <> btrim(entry.body)
    and coalesce((mail.verdict ->> 'verified')::boolean, false)
    and exists (select from contacts own where own.email = mail.from_address and own.email::text = mail.from_address::text
      and (own.ended_at is null or own.merged_into is not null) and standing_contact(own.id) = asking_contact())
$$;

-- Which account a message was matched to, so that it waits for that again when a later decision is undone.
alter table triage_decisions add column account_id uuid references accounts (id);

-- Nobody has read what was put aside with its flood: it was decided about all the same.
update inbound_mail set decided = 'discarded' where state = 'discarded' and decided is null;
