-- Looking back: the report of promises, its mail, and the wall board.

-- A mail that we send may have a part for programs that show HTML, and small files of its own.
alter table outgoing_mail add column html text;
alter table outgoing_mail drop constraint outgoing_mail_kind_check;
alter table outgoing_mail add constraint outgoing_mail_kind_check check (kind in
  ('reply', 'case_received', 'triage_answer', 'sign_in_link', 'password_reset', 'invitation', 'security_notice',
  'notification', 'digest', 'report'));
create table outgoing_attachments (
  mail_id uuid not null references outgoing_mail (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  content text not null check (octet_length(content) <= 10000000),
  primary key (mail_id, name)
);
alter table outgoing_attachments enable row level security;
create policy outgoing_attachments_of_vendor on outgoing_attachments
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- Since when somebody wants the report of promises by mail, each month; null where they do not.
alter table notification_times add column monthly_report_since timestamptz;
create index notification_times_monthly_report on notification_times (person_id) where monthly_report_since is not null;

-- A month's report is mailed once to each of them, whatever restarts in between.
create table report_mails (
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  staff_id uuid not null references staff (id),
  queued_at timestamptz not null,
  primary key (month, staff_id)
);
revoke update, delete on report_mails from fourline_app;
alter table report_mails enable row level security;
create policy report_mails_of_vendor on report_mails
  using ((select sees_vendor())) with check ((select sees_vendor()));

-- The wall board reads what is promised and not answered, and the oldest open case of a line; nothing that is over.
create index clocks_open_promises on clocks (due_at)
  where stopped_at is null and due_at is not null and guaranteed;
create index cases_line_oldest on cases (line, received_at) where status not in ('solved', 'closed');
