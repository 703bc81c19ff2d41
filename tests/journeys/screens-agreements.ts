import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const manager = 'manager@vendor.example'
const keeper = 'contact@basic.example'
const listed = z.object({ items: z.array(z.object({ id: z.string() })) })

const firstId = async (stage: Stage, address: string): Promise<string> =>
  listed.parse((await (await stage.api(manager)).get(address)).json).items[0]?.id ?? ''

const agreementPage = async (stage: Stage): Promise<string> => {
  const account = await firstId(stage, '/api/v1/accounts?q=vellerup')
  return `/desk/accounts/${account}/agreements/${await firstId(stage, `/api/v1/accounts/${account}/agreements`)}`
}

const charge = { of: 'package', currency: 'EUR', yearlyMinor: 115_200, minor: 35_033 }
const deviations = [
  {
    path: 'firstResponse.high',
    value: { minutes: 20, guaranteed: true },
    standard: { minutes: 30, guaranteed: true },
    note: 'Agreed by phone.',
  },
  { path: 'supportHours', value: { always: true }, standard: null, note: '' },
]
const paper = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'signed.pdf',
  mediaType: 'application/pdf',
  bytes: 48_213,
  sha256: 'a'.repeat(64),
  by: 'Tomasz Wilk',
  at: '2026-11-02T09:00:00.000Z',
}

/** The page of an agreement that has been through much. */
const richly = async (page: Page): Promise<void> => {
  await page.route(/\/api\/v1\/agreements\/[^/]+$/, async (route) => {
    const answer = await route.fetch()
    const view = z.record(z.string(), z.unknown()).parse(await answer.json())
    const amendments = [
      {
        number: 1,
        kind: 'upgrade',
        effectiveOn: '2026-06-01',
        package: { code: 'business', name: 'Business', version: 1 },
        seats: 5,
        product: null,
        charges: [charge],
        reason: 'They have grown.',
        by: 'Tomasz Wilk',
        at: '2026-05-30T09:00:00.000Z',
      },
      {
        number: 2,
        kind: 'added_product',
        effectiveOn: '2099-01-01',
        package: null,
        seats: null,
        product: { code: 'flow', name: 'Quillane Flow' },
        charges: [{ ...charge, of: 'subscription' }, charge],
        reason: 'A second plant.',
        by: 'Tomasz Wilk',
        at: '2026-05-30T09:00:00.000Z',
      },
    ]
    const here = { state: 'active', phase: 'in_force', package: null }
    const chain = [
      { ...here, id: view['id'], startsOn: view['startsOn'], endsOn: view['endsOn'] },
      {
        ...here,
        id: paper.id,
        state: 'draft',
        phase: 'draft',
        startsOn: view['endsOn'],
        endsOn: '2099-01-01',
      },
    ]
    await route.fulfill({ json: { ...view, amendments, deviations, chain, documents: [paper] } })
  })
}

const preview = {
  from: '2026-11-01',
  until: '2027-03-14',
  problems: [],
  charges: [charge],
  changes: [{ path: 'seats', from: 2, to: 5 }],
  keptDeviations: ['firstResponse.high'],
  droppedDeviations: ['seats'],
  names: {},
  renewal: { id: paper.id, startsOn: '2027-03-14', package: 'Basic' },
}
const lower = {
  clause: 'T2',
  code: 'downgrade_at_renewal',
  text: 'Basic is a lower package than Business: it comes with the renewal.',
}
const previews = /\/amendments\/preview$/

const choosesBusiness = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Upgrade…' }).click()
  await page.getByRole('dialog').getByLabel('New package').selectOption({ label: 'Business' })
}

const agreement = inStates(
  {
    name: 'Agreement',
    reader: manager,
    address: agreementPage,
    title: /^Agreements, Vellerup Bakeries · Fourline$/,
  },
  [
    {
      state: 'amended and negotiated',
      disturb: richly,
      show: seesText('Quillane Flow added from 1 Jan 2099 on'),
    },
    {
      state: 'an upgrade before it is made',
      disturb: answeredWith(previews, preview),
      async show(page) {
        await choosesBusiness(page)
        await page.getByText('2 → 5').waitFor()
      },
    },
    {
      state: 'an upgrade that is none',
      disturb: answeredWith(previews, { ...preview, problems: [lower], charges: [] }),
      async show(page) {
        await choosesBusiness(page)
        await page.getByText(lower.text).waitFor()
      },
    },
    {
      state: 'what it changes could not be reckoned',
      disturb: failing(previews),
      async show(page) {
        await choosesBusiness(page)
        await page.getByText(/could not be reckoned/).waitFor()
      },
    },
  ],
)

const agreed = async (page: Page): Promise<void> => {
  await page.route(/\/cover$/, async (route) => {
    const cover = z
      .object({ agreement: z.looseObject({}) })
      .loose()
      .parse(await (await route.fetch()).json())
    const amendments = [
      { number: 1, kind: 'upgrade', effectiveOn: '2099-01-01', packageName: 'Premium', productName: null },
    ]
    await route.fulfill({ json: { ...cover, agreement: { ...cover.agreement, deviations, amendments } } })
  })
  await page.route(/\/documents$/, (route) => route.fulfill({ json: { items: [paper] } }))
}

const plan = inStates(
  { name: 'Plan', reader: keeper, address: '/portal/plan', title: /^Plan · Quillane Support$/ },
  [
    {
      state: 'with what was agreed',
      disturb: agreed,
      show: seesText('First reply at high priority in 20 minutes instead of 30 minutes'),
    },
  ],
)

/** Agreements that change while they run. */
export const agreementScreens: Screen[] = [...agreement, ...plan]
