-- The number on the bell is kept like every other number on a badge: people who are told of much at once do not
-- make those who tell them wait for each other.
drop trigger unread_is_kept on notifications;
drop function keep_unread();
create function keep_unread() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform keep_count((select jsonb_agg(jsonb_build_object('unread:' || person_id, 1))
      from told where in_app and read_at is null));
  else
    perform keep_count((select jsonb_agg(jsonb_build_object('unread:' || told.person_id,
        (told.in_app and told.read_at is null)::int - (before.in_app and before.read_at is null)::int))
      from told join before using (id)));
  end if;
  return null;
end $$;
create trigger told_is_kept after insert on notifications
  referencing new table as told for each statement execute function keep_unread();
create trigger read_is_kept after update on notifications
  referencing old table as before new table as told for each statement execute function keep_unread();
insert into kept_counts (key, slot, n) select 'unread:' || person_id, 0, unread from notification_counts where unread > 0;
drop table notification_counts;
