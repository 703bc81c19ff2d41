-- The link by which somebody chooses for which account they wrote is made as its mail leaves, as those of signing in
-- are: until then there is no hash of it, and it stands in no row.
alter table account_choices alter column token_hash drop not null;
grant update (token_hash) on account_choices to fourline_app;
alter table outgoing_mail add column choice_id uuid references account_choices (id) on delete set null;

-- What was written before: links that have left open as they did, those that wait to leave are made anew.
update outgoing_mail mail set choice_id = choice.id
from account_choices choice
where mail.kind = 'triage_answer' and mail.message_id like '<fourline.answer.' || choice.mail_id || '@%';
update outgoing_mail
set body = regexp_replace(body, '\S+/choose/[A-Za-z0-9_-]{43}',
  '[Here stands the link. It is in the mail itself and nowhere else.]', 'g')
where kind = 'triage_answer';
