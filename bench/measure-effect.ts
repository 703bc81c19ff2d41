import path from 'node:path'
import pg from 'pg'
import { readSignInSecret } from '#people/auth/server/sign-in-secret.ts'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import { createProductHome } from '../tests/support/product-process.ts'
import { createHttpClient, type HttpClient, newCookie } from './http-client.ts'
import { openSession } from './load-cases.ts'
import { addDraft, benchZone, loadOpenCases } from './load-open-cases.ts'
import { type Block, measureBlock, type Spread, spreadOf } from './measure.ts'

const cases = Number(process.env.BENCH_EFFECT_CASES ?? 100_000)
const rounds = 5
const queueAddress = '/api/v1/cases?status=open&sort=due&limit=50'

/** Seconds until the effect of unpublished hours, or of a draft edition, is known for every open case. */
export type EffectFigures = {
  cases: number
  hours: Spread
  draft: Spread
  /** Due times that were reckoned, and how many of them would differ. */
  clocks: number
  differing: number
  /** One other reader's queue page: alone, and while the effect is worked out. */
  queueAlone: Block
  queueBeside: Block
}

/** What a change of hours or of packages costs to look at before it is published, over all open cases. */
export async function measureEffect(say: (line: string) => void): Promise<EffectFigures> {
  const home = await createProductHome()
  try {
    say(`Effect: loading ${cases} open cases`)
    await home.start()
    const owner = new pg.Client(embeddedOwnerUrl(path.join(home.folder, 'postgres')))
    owner.on('error', () => undefined)
    await owner.connect()
    await loadOpenCases(owner, cases, Date.now())
    const draftId = await addDraft(owner)
    const signIn = async (role: string): Promise<HttpClient> => {
      const { rows } = await owner.query<{ id: string }>(
        'select user_id id from staff where role = $1 order by id limit 1',
        [role],
      )
      const { token, cookie } = newCookie(readSignInSecret(home.folder))
      await openSession(owner, rows[0]?.id ?? '', token)
      return createHttpClient(home.url, cookie)
    }
    const [admin, agent] = [await signIn('admin'), await signIn('agent')]
    await owner.end()
    say('  working out the effect')
    return await measure(admin, agent, draftId)
  } finally {
    await home.remove()
  }
}

async function measure(admin: HttpClient, agent: HttpClient, draftId: string): Promise<EffectFigures> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri']
  const week = Object.fromEntries(
    days.map((day) => [
      day,
      [
        ['08:00', '12:00'],
        ['13:00', '16:30'],
      ],
    ]),
  )
  const holidays = Array.from({ length: 60 }, (_, n) => `20${26 + (n % 6)}-${10 + (n % 3)}-${11 + (n % 17)}`)
  const hours = { timeZone: benchZone, week, holidays: [...new Set(holidays)] }
  const ofHours = () =>
    admin.post('/api/v1/calendars/effect', { packageCode: 'business', zone: benchZone, hours })
  const ofDraft = () => admin.get(`/api/v1/catalogue-drafts/${draftId}/case-effect`)
  const effect = (await ofHours()) as CaseEffect
  const queue = async () => agent.get(queueAddress)
  const queueAlone = await measureBlock([queue], 3_000)
  const spans = { hours: await secondsOf(ofHours), draft: await secondsOf(ofDraft) }
  const isOver = { now: false }
  const effects = (async () => {
    while (!isOver.now) await ofHours()
  })()
  const queueBeside = await measureBlock([queue], 5_000)
  isOver.now = true
  await effects
  const sum = (of: (kind: CaseEffect['kinds'][number]) => number) =>
    effect.kinds.reduce((total, kind) => total + of(kind), 0)
  return {
    cases: effect.cases,
    ...spans,
    clocks: sum(({ clocks }) => clocks),
    differing: sum(({ effects: { earlier, later, late } }) => earlier + later + late),
    queueAlone,
    queueBeside,
  }
}

async function secondsOf(ask: () => Promise<unknown>): Promise<Spread> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    await ask()
    took.push((performance.now() - startedAt) / 1_000)
  }
  return spreadOf(took)
}

export function reportEffect({ cases: all, clocks, differing, ...figures }: EffectFigures): string[] {
  const seconds = ({ median, least, most }: Spread) =>
    `${median.toFixed(2)} s (${least.toFixed(2)}-${most.toFixed(2)})`
  const queue = ({ p50, p95 }: Block) => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
  return [
    `effect on ${all} open cases, ${clocks} clocks, of which ${differing} would differ`,
    `  of other support hours  ${seconds(figures.hours)}`,
    `  of a draft edition      ${seconds(figures.draft)}`,
    `  queue page beside it    ${queue(figures.queueBeside)}; alone ${queue(figures.queueAlone)}`,
  ]
}
