import '#people/auth/server/tables.ts'
import type { z } from 'zod'
import { createUser } from '#app/begin-installation.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { type Actor, type Context, within } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import { type checkSetUpEndpoint, setUpInput } from '../domain/contract.ts'
import { isSetUpCode, waitsForFirstAdmin } from './set-up-code.ts'

const product: Actor = { kind: 'system', name: 'Fourline' }

/** Whether the first admin is still to come, and whether this is a code for it. For anyone. */
export async function checkSetUp(
  ctx: Context,
  { code }: InputOf<typeof checkSetUpEndpoint>,
): Promise<ResponseOf<typeof checkSetUpEndpoint>> {
  return ctx.as(product).transaction(async (tx) => {
    const isOpen = await waitsForFirstAdmin(tx)
    return { isOpen, isRight: isOpen && code !== undefined && (await isSetUpCode(tx, code)) }
  })
}

/**
 * Makes the first admin, for whoever has the code that was printed at the start; every code ends with it.
 * Throws `set_up_done` once there is an admin, and `wrong_code`.
 */
export async function setUp(ctx: Context, input: z.input<typeof setUpInput>): Promise<{ email: string }> {
  const { code, name, email, password, timeZone } = setUpInput.parse(input)
  const system = ctx.as(product)
  return system.transaction(async (tx) => {
    const isRight = await isSetUpCode(tx, code)
    // Who comes second waits here for the first, and then finds no code.
    const ended = await tx.deleteFrom('set_up_codes').returning('code_hash').execute()
    if (!(await waitsForFirstAdmin(tx))) {
      throw conflict('set_up_done', 'This installation has its admin already. Sign in, or ask them.')
    }
    if (!isRight || ended.length === 0) {
      throw forbidden('wrong_code', 'This is not the address that was printed at the last start.')
    }
    await createUser(within(system, tx), {
      name,
      email,
      password,
      ...(timeZone !== undefined && { timeZone }),
    })
    return { email }
  })
}
