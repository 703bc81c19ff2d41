-- An invitation that is handed over instead of mailed proves nobody's address, unless an admin answers for it.
alter table sign_in_links add column unproved boolean not null default false;
-- Where its reader wanted to go when they asked for it: a place of the product.
alter table sign_in_links add column wanted text check (length(wanted) <= 500 and wanted ~ '^/[a-z]+([/?]|$)');
