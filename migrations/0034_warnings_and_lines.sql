-- Two admins who change the same rule do not overwrite each other.
alter table warning_rules add column version int not null default 1;
-- Customers read who handles their case, never a number (SPEC 6.1).
alter table lines
  add constraint lines_name check (length(name) between 1 and 60),
  add constraint lines_customer_name check (length(customer_name) between 1 and 60 and customer_name !~ '\d');
