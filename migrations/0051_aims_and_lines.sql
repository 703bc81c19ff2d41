-- A clock that was lowered has another working time to be warned of: a share of each is told once.
alter table clock_signals add column target_minutes int not null default 0;
alter table clock_signals drop constraint clock_signals_pkey;
alter table clock_signals add primary key (case_id, kind, started_at, share, target_minutes);

-- The last month in which a line settled anything, without reading what other lines did since.
create index clocks_settled_of_line on clocks (line, settled_at) where settled_at is not null;
create index clock_history_of_line on clock_history (line, settled_at) where settled_at is not null;
