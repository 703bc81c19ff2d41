import './tables.ts'
import { randomBytes } from 'node:crypto'
import { record } from '#platform/audit.ts'
import type { Tx } from '#platform/context.ts'
import { conflict, type FourlineError, invalid } from '#platform/errors.ts'
import { requirePassword, tellOfChange } from './change-login.ts'
import { plainBackupCode } from './check-code.ts'
import { type Caller, atTheDoor, refuseTooMany, requireSession, type SignedIn } from './door.ts'
import { readLogin } from './read-login.ts'
import { readVendor } from './read-vendor.ts'
import { hashCode, openKey, sealKey } from './sealed-key.ts'
import { findTotpStep, newTotpKey, totpUri } from './totp.ts'

type ByPassword = { password: string }

/**
 * Begins to set up two-step sign-in: a key for the app, which asks for nothing until a code has confirmed it.
 * Beginning anew makes another key. Throws `wrong_password`, and `two_step_on` where it is on.
 */
export async function beginSecondStep(caller: Caller, { password }: ByPassword) {
  return withPassword(caller, password, async (_person, tx, userId) => {
    const key = newTotpKey()
    const sealed = sealKey(caller.door.secret, userId, key)
    const begun = await tx
      .insertInto('second_steps')
      .values({
        user_id: userId,
        sealed_secret: sealed,
        created_at: caller.now,
        confirmed_at: null,
        wrong_since: null,
      })
      .onConflict((known) =>
        known
          .column('user_id')
          .doUpdateSet({ sealed_secret: sealed, created_at: caller.now })
          .where('second_steps.confirmed_at', 'is', null),
      )
      .returning('user_id')
      .executeTakeFirst()
    if (begun === undefined) throw conflict('two_step_on', 'Two-step sign-in is on already.')
    const { email } = await readLogin(tx, userId)
    const { name } = await readVendor(tx)
    return { key, uri: totpUri(key, { issuer: `${name} support`, account: email }) }
  })
}

/**
 * Switches two-step sign-in on, once a code shows that the app has the key. Answers ten backup codes, which are
 * shown this once. Throws `wrong_code`, and `two_step_not_begun`.
 */
export async function confirmSecondStep(caller: Caller, { code }: { code: string }) {
  const person = await requireSession(caller)
  const { userId } = person.actor
  await refuseTooMany(caller, `code ${userId}`)
  return asProduct(caller, async (tx) => {
    const row = await tx
      .selectFrom('second_steps')
      .select('sealed_secret')
      .where('user_id', '=', userId)
      .where('confirmed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw conflict('two_step_not_begun', 'Please begin again.')
    const { secret } = caller.door
    const digits = code.replaceAll(/\s/g, '')
    const step = findTotpStep(openKey(secret, userId, row.sealed_secret), digits, caller.now, 0)
    if (step === null) throw invalid('code', wrongCode, 'wrong_code')
    await tx
      .updateTable('second_steps')
      .set({ confirmed_at: caller.now, last_step: step })
      .where('user_id', '=', userId)
      .execute()
    await note(person, tx, 'two_step_on')
    return { backupCodes: await newBackupCodes(tx, secret, userId) }
  })
}

/** Ten new backup codes; the earlier ones end. Throws `wrong_password`, and `two_step_off`. */
export async function renewBackupCodes(caller: Caller, { password }: ByPassword) {
  return withPassword(caller, password, async ({ ctx }, tx, userId) => {
    await requireOn(tx, userId)
    await record(ctx, tx, { action: 'backup_codes.renewed', subjectType: 'sign_in_user', subjectId: userId })
    return { backupCodes: await newBackupCodes(tx, caller.door.secret, userId) }
  })
}

/** Switches it off. Throws `wrong_password`, and `two_step_off` where it is off. */
export async function endSecondStep(caller: Caller, { password }: ByPassword): Promise<{ done: true }> {
  return withPassword(caller, password, async (person, tx, userId) => {
    await requireOn(tx, userId)
    await tx.deleteFrom('second_steps').where('user_id', '=', userId).execute()
    await note(person, tx, 'two_step_off')
    return { done: true }
  })
}

const wrongCode = 'This code does not fit. Take the one your app shows now.'

export function off(): FourlineError {
  return conflict('two_step_off', 'Two-step sign-in is off.')
}

async function requireOn(tx: Tx, userId: string): Promise<void> {
  const found = await tx
    .selectFrom('second_steps')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw off()
}

async function note(person: SignedIn, tx: Tx, what: 'two_step_on' | 'two_step_off'): Promise<void> {
  const { ctx, actor } = person
  const action = what === 'two_step_on' ? 'two_step.on' : 'two_step.off'
  await record(ctx, tx, { action, subjectType: 'sign_in_user', subjectId: actor.userId })
  await tellOfChange(ctx, tx, actor.userId, what)
}

async function newBackupCodes(tx: Tx, secret: string, userId: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, newCode)
  await tx.deleteFrom('backup_codes').where('user_id', '=', userId).execute()
  const rows = codes.map((code) => ({
    user_id: userId,
    code_hash: hashCode(secret, userId, plainBackupCode(code)),
    used_at: null,
  }))
  await tx.insertInto('backup_codes').values(rows).execute()
  return codes
}

/** Fifty bits in two groups, without letters that look alike. */
function newCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz234567890'
  const text = Array.from(randomBytes(10), (byte) => letters[byte & 31]).join('')
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

async function withPassword<T>(
  caller: Caller,
  password: string,
  work: (person: SignedIn, tx: Tx, userId: string) => Promise<T>,
): Promise<T> {
  const person = await requireSession(caller)
  const { userId } = person.actor
  await refuseTooMany(caller, `password ${userId}`)
  return asProduct(caller, async (tx) => {
    await requirePassword(tx, userId, password)
    return work(person, tx, userId)
  })
}

/** These tables are nobody's account; the person at the door touches only their own row. */
function asProduct<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
  return atTheDoor(caller).transaction(work)
}
