-- Counts move as the last thing before the commit, so that nobody waits for a count while another works.
drop trigger cases_are_counted on cases;
create constraint trigger cases_are_counted after insert or update on cases
  deferrable initially deferred for each row execute function count_cases();
