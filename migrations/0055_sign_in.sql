-- A withdrawn invitation opens nothing, and nobody renews it; another one has to be sent.
alter table sign_in_links add column withdrawn_at timestamptz;
-- What ended a contact's newest invitation until now was its withdrawal.
update sign_in_links link set withdrawn_at = link.superseded_at
where link.purpose = 'invitation' and link.contact_id is not null and link.used_at is null
  and link.superseded_at is not null
  and not exists (select from sign_in_links other where other.contact_id = link.contact_id
    and other.purpose = 'invitation' and other.superseded_at is null);

-- When a session ends is asked with who it belongs to, so that one that is used is prolonged.
drop function person_of_session (text, timestamptz);
create function person_of_session(session_token text, at timestamptz)
returns table (
  "userId" text, "staffId" uuid, "staffRole" text, "staffName" text, "staffTimeZone" text,
  "contactId" uuid, "accountId" uuid, "isAccountAdmin" boolean, "contactName" text, "contactTimeZone" text,
  language text, "isDemo" boolean, "expiresAt" timestamptz
) language sql stable security definer set search_path = public as $$
  select s."userId", p.id, p.role, p.name, p.time_zone, c.id, c.account_id, c.is_account_admin, c.name, c.time_zone,
         c.language, v.is_demo, s."expiresAt"
  from sign_in_sessions s
  left join staff p on p.user_id = s."userId" and p.active
  left join contacts c on c.user_id = s."userId" and c.ended_at is null
  left join vendor v on true
  where s.token = session_token and s."expiresAt" > at
  order by c.id
  limit 1
$$;
