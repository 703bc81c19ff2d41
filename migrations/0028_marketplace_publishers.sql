-- Who uses a marketplace product is referred to its publisher, who has a name and an address besides the terms page
-- (T5). Products from before stay as they are until they are written anew.
alter table products add constraint marketplace_names_its_publisher
  check (kind = 'platform' or (publisher is not null and support_address is not null)) not valid;
