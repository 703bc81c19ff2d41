/** One thing that was looked at. `advice` says what to do where it is not in order. */
export type Finding = { check: string; state: 'ok' | 'warn' | 'fail'; found: string; advice?: string }

export function ok(check: string, found: string): Finding {
  return { check, state: 'ok', found }
}

/** Works, and wants attention. */
export function warn(check: string, found: string, advice: string): Finding {
  return { check, state: 'warn', found, advice }
}

/** Does not work, or must not stay so. */
export function fail(check: string, found: string, advice: string): Finding {
  return { check, state: 'fail', found, advice }
}

/** What cannot be looked at is itself a finding, and keeps nothing else from being looked at. */
export async function look(
  check: string,
  advice: string,
  work: () => Promise<Finding | Finding[]>,
): Promise<Finding[]> {
  try {
    return [await work()].flat()
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() || String(error) : String(error)
    return [fail(check, reason, advice)]
  }
}
