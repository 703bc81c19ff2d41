-- The jobs that follow one event are added by one statement.
create function enqueue_jobs(names text[], payload jsonb)
returns void language sql security definer set search_path = public as $$
  select from graphile_worker.add_jobs(array(
    select row(name, payload::json, null, null, 12, null, null, null)::graphile_worker.job_spec
    from unnest(names) name))
$$;
