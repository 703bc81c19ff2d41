-- A message that became the first of a case leads to it, as a reply does to its own. Certain where the texts agree.
update inbound_mail mail set entry_id = entry.id
from entries entry
where mail.state = 'case' and mail.entry_id is null and entry.case_id = mail.case_id and entry.channel = 'email'
  and entry.id = (select first.id from entries first where first.case_id = mail.case_id and first.kind = 'message'
    order by first.at, first.id limit 1)
  and btrim(entry.body) = coalesce(nullif(btrim(mail.body), ''), '(no text)');
create index inbound_mail_case on inbound_mail (case_id) where case_id is not null;

-- Whose pictures a person of staff wants to see at once.
create table picture_senders (
  staff_id uuid not null references staff (id),
  address citext not null,
  primary key (staff_id, address)
);
alter table picture_senders enable row level security;
create policy picture_senders_of_vendor on picture_senders
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Customers see no row of mail: of a case that they see, the whole text of what they wrote themselves, and no more.
create function own_mail(which uuid) returns table (entry_id uuid, body text)
language sql stable security definer set search_path = public as $$
  select mail.entry_id, mail.body from inbound_mail mail join entries entry on entry.id = mail.entry_id
  where mail.case_id = which and mail.contact_id = asking_contact() and mail.account_id = asking_account()
    and mail.state in ('case', 'reply') and entry.author_kind = 'contact' and entry.author_id = asking_contact()
    and btrim(mail.body) <> btrim(entry.body)
$$;
