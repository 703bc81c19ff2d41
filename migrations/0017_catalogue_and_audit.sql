-- The audit log is searched by one of these, newest first; what is asked besides is looked for in a bounded
-- stretch of it. Plain columns: behind row-level security only comparisons that leak nothing use an index.
alter table audit_log add column key_id text generated always as (detail ->> 'keyId') stored;
create index audit_log_about on audit_log (subject_id, at, id);
create index audit_log_actor on audit_log (actor_id, at, id);
create index audit_log_action on audit_log (action, at, id);
create index audit_log_account on audit_log (account_id, at, id) where account_id is not null;
create index audit_log_key on audit_log (key_id, at, id) where key_id is not null;
