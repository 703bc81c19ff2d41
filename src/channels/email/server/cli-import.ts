import { parseArgs } from 'node:util'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import { importMail } from './import-mail.ts'
import type { DnsResolver } from './dns.ts'
import { placeInboundMail } from './place-inbound-mail.ts'

export type ImportCommand = {
  /** A fresh context of the system at this moment. */
  context(): Context
  resolver: DnsResolver
  /** Takes one line of output. */
  print(line: string): void
}

/**
 * `fourline mail import [--from-ip IP] FILE|DIR`: one JSON object a message: `{ file, id, known, state,
 * reason, reference }`, or `{ file, problem }` for what is no message that can be taken. A message that was
 * there already is `known` and changes nothing.
 * @param args what stands after `mail import`
 * @throws a sentence for wrong arguments
 */
export async function runMailImport(args: readonly string[], command: ImportCommand): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'from-ip': { type: 'string', default: '127.0.0.1' } },
  })
  const [place, ...more] = positionals
  if (place === undefined || more.length > 0)
    throw invalid('place', 'Usage: fourline mail import [--from-ip IP] FILE|DIR')
  for await (const imported of importMail(() => command.context(), { place, fromIp: values['from-ip'] })) {
    if ('problem' in imported) {
      command.print(JSON.stringify(imported))
      continue
    }
    // The queued job finds it placed, so the command can say what became of it; where this fails, the job
    // tries again.
    const ctx = command.context()
    if (!imported.known)
      await placeInboundMail(ctx, { mailId: imported.id }, command.resolver).catch(tell(ctx))
    command.print(JSON.stringify({ ...imported, ...(await outcomeOf(command.context(), imported.id)) }))
  }
}

function tell(ctx: Context) {
  return (error: unknown) => ctx.log.warn('A message is not placed yet; it will be tried again', { error })
}

async function outcomeOf(ctx: Context, id: MailId) {
  return ctx.transaction((tx) =>
    tx
      .selectFrom('inbound_mail as m')
      .leftJoin('cases as c', 'c.id', 'm.case_id')
      .select(['m.state', 'm.reason', 'c.reference'])
      .where('m.id', '=', id)
      .executeTakeFirstOrThrow(),
  )
}
