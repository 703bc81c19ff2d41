import type pg from 'pg'

type Load = {
  /** How many open cases, each with one clock of each kind. */
  cases: number
  kinds?: readonly string[]
  /** SQL of the due time of case `n` of `cases`, counted from 1. */
  due: string
  /** SQL of the instants at which half and four fifths of the time are used up; without it nobody is warned. */
  warned?: { half: string; most: string }
  guaranteed?: boolean
}

/** Copies of one open case with running clocks, put in by the database itself: for tests and figures of many. */
export async function loadClocks(client: pg.ClientBase | pg.Pool, load: Load): Promise<void> {
  const { cases, kinds = ['first_response'], due, warned, guaranteed = true } = load
  const [shares, instants] =
    warned === undefined ? [`'{}'`, `'{}'`] : [`'{50,80}'`, `array[${warned.half}, ${warned.most}]`]
  await client.query(
    `with model as (select * from cases order by id limit 1),
     added as (
       insert into cases (id, reference, account_id, contact_id, agreement_id, package_code, clock_policy_id, channel,
         type, product_code, priority, status, line, subject, opened_by, received_at, last_entry_at)
       select uuidv7(), 'FL-' || nextval('case_numbers') || '-' || n, account_id, contact_id, agreement_id,
         package_code, clock_policy_id, channel, type, product_code, priority, 'new', 1, subject, opened_by,
         received_at, last_entry_at
       from model, generate_series(1, $1::int) n
       returning id, account_id, split_part(reference, '-', 3)::int n)
     insert into clocks (case_id, account_id, kind, state, guaranteed, clause, target_minutes, started_at, due_at,
       elapsed_ms, warn_shares, warn_at)
     select id, account_id, kind, 'running', $3, 'clause', 30, (${due})::timestamptz - interval '30 minutes', ${due},
       0, ${shares}::smallint[], ${instants}::timestamptz[]
     from added, unnest($2::text[]) kind`,
    [cases, kinds, guaranteed],
  )
}
