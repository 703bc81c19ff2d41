import type { Compared } from './compare.ts'
import { connections } from './mail-bench.ts'
import type { MailFigures } from './measure-mail.ts'
import type { Placing } from './measure-placing.ts'
import { spreadOf } from './measure.ts'

export function reportMail({ accepted, mix, withPoison, cases, beside }: MailFigures): string[] {
  const perSecond = (of: Compared['ours']) => spreadOf(of.map((one) => one.perSecond)).median.toFixed(0)
  const { ratio, ours, floor, cpuMs } = accepted
  const { quiet, flood } = beside
  return [
    `mail at ${connections} connections`,
    `  taken in and committed  ratio ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}): ` +
      `${perSecond(ours)}/s of ${perSecond(floor)}/s, ${cpuMs.app.toFixed(2)} + ${cpuMs.database.toFixed(2)} CPU-ms`,
    `  placed, a mix           ${lineOf(mix)}`,
    `  with a poison message   ratio to the mix ${(withPoison.perSecond / mix.perSecond).toFixed(2)}: ${lineOf(withPoison)}`,
    `  placed, new cases only  ${lineOf(cases)}`,
    `  another account's mail  p50 ${quiet.p50.toFixed(0)} ms, p95 ${quiet.p95.toFixed(0)} ms alone; ` +
      `p50 ${flood.p50.toFixed(0)} ms, p95 ${flood.p95.toFixed(0)} ms during a flood of ${beside.flooded}`,
    '  The floor writes a file and a row. Placing reads the message, proves its sender and opens a case or adds to one,',
    '  and what follows (receipts, notifications, search words) shares the machine.',
  ]
}

function lineOf({ perSecond, floorPerSecond, cpuMs, became }: Placing): string {
  const parts = Object.entries(became).map(([state, n]) => `${n} ${state}`)
  return (
    `ratio ${(perSecond / floorPerSecond).toFixed(2)}: ${perSecond.toFixed(0)}/s of ${floorPerSecond.toFixed(0)}/s, ` +
    `${cpuMs.app.toFixed(1)} + ${cpuMs.database.toFixed(1)} CPU-ms (${parts.join(', ')})`
  )
}
