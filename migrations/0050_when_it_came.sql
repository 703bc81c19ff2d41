-- An entry is dated by when it happened, and mail that is read late happened earlier than it came. The version that the
-- case has with it says what came after what; 0 for what came before that was kept, which is told apart by its time.
alter table entries add column case_version int not null default 0;
alter table unsent_messages add column case_version int not null default 0;
