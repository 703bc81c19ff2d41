-- Customers as the vendor keeps them: what several people may edit carries a version, so that nobody
-- overwrites what they have not seen.
alter table accounts add column version int not null default 1;
alter table contacts add column version int not null default 1;
alter table environments add column revision int not null default 1;
alter table agreements add column version int not null default 1;

-- An agreement that was called off says when and why.
alter table agreements add column cancelled_at timestamptz;
alter table agreements add column cancel_reason text;
alter table agreements add constraint cancelled_with_reason
  check (state <> 'cancelled' or (cancelled_at is not null and length(btrim(cancel_reason)) > 0)) not valid;

-- A renewal is drafted once: two at a time would be two offers for the same year.
create unique index agreements_one_draft_renewal on agreements (renews_id) where state = 'draft';

create index seats_agreement on seats (agreement_id, since);

-- Finding an account by part of its name, or of the name or address of somebody there. A text match is not
-- leakproof, so under row-level security no index could serve it; the vendor reads through this function.
create index accounts_name_part on accounts using gin (name gin_trgm_ops);
create index contacts_name_part on contacts using gin (name gin_trgm_ops);
create index contacts_email_part on contacts using gin ((email::text) gin_trgm_ops);
create function find_accounts(pattern text) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  if not sees_vendor() then
    return;
  end if;
  return query
    select a.id from accounts a where a.name ilike pattern
    union
    select c.account_id from contacts c
      where c.ended_at is null and (c.name ilike pattern or c.email::text ilike pattern);
end $$;
