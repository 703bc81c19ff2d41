import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { hashCode, openKey } from './sealed-key.ts'
import { findTotpStep } from './totp.ts'

type Given = { secret: string; userId: string; code: string; now: Date }
export type CodeAnswer = 'right' | 'wrong' | 'too_many'

/** Ten wrong codes within an hour, from wherever: a million codes cannot be tried. */
const mostWrong = 10
const hourMs = 3_600_000

/**
 * Checks a code of the app or a backup code, and uses it up: each counts once, also when two requests give it
 * at the same moment. Throws `second_step_unreadable` where the data folder has another key file than before.
 */
export async function checkCode(tx: Tx, { secret, userId, code, now }: Given): Promise<CodeAnswer> {
  const row = await tx
    .selectFrom('second_steps')
    .selectAll()
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return 'wrong'
  const isNewHour = row.wrong_since === null || row.wrong_since.getTime() <= now.getTime() - hourMs
  if (!isNewHour && row.wrong_count >= mostWrong) return 'too_many'
  const digits = code.replaceAll(/\s/g, '')
  const step = findTotpStep(openKept(secret, userId, row.sealed_secret), digits, now, row.last_step)
  if (step !== null || (await takeBackupCode(tx, { secret, userId, code, now }))) {
    const lastStep = step ?? row.last_step
    await change(tx, userId, { last_step: lastStep, wrong_count: 0, wrong_since: null })
    return 'right'
  }
  const wrong = isNewHour ? { wrong_count: 1, wrong_since: now } : { wrong_count: row.wrong_count + 1 }
  await change(tx, userId, wrong)
  return 'wrong'
}

function openKept(secret: string, userId: string, sealed: string): string {
  try {
    return openKey(secret, userId, sealed)
  } catch (cause) {
    const text =
      'No code can be checked: the key file of this installation is not the one it was. Whoever runs it lets you in with `fourline user reset-two-step`.'
    throw new FourlineError('conflict', 'second_step_unreadable', text, { cause })
  }
}

type Change = { last_step?: number; wrong_count?: number; wrong_since?: Date | null }

async function change(tx: Tx, userId: string, set: Change): Promise<void> {
  await tx.updateTable('second_steps').set(set).where('user_id', '=', userId).execute()
}

async function takeBackupCode(tx: Tx, { secret, userId, code, now }: Given): Promise<boolean> {
  const used = await tx
    .updateTable('backup_codes')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashCode(secret, userId, plainBackupCode(code)))
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()
  return used !== undefined
}

/** As it is hashed: however a person writes it. */
export function plainBackupCode(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
