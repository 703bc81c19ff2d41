import { rankingView } from '#desk/cases/domain/rank-contract.ts'
import type { Stage } from './open-stage.ts'
import { failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const premium = 'contact@premium.example'
const agent = 'agent@vendor.example'

/** Three cases ranked, the first of them contested; its reference. */
async function rankedCases(stage: Stage): Promise<string> {
  const api = await stage.api(premium)
  const { version, ranked, unranked } = rankingView.parse((await api.get('/api/v1/ranking')).json)
  const references = [...ranked, ...unranked].map((one) => one.reference).toSorted()
  const [first = ''] = references
  await api.put('/api/v1/ranking', { version, references: references.slice(0, 3) })
  const desk = await stage.api(agent)
  const reason = 'Only one of forty screens is slow, and there is a way around it.'
  // Where an earlier screen has contested it, it is contested already.
  await desk.post(`/api/v1/cases/${first}/contests`, { about: 'rank', reason })
  return first
}

const ranking = inStates(
  {
    name: 'Ranking',
    reader: premium,
    address: '/portal/cases/ranking',
    title: /^Rank your cases · Quillane Support$/,
  },
  [
    {
      state: 'ranked and contested, with a menu',
      address: async (stage) => {
        await rankedCases(stage)
        return '/portal/cases/ranking'
      },
      show: async (page) => {
        await page.getByText('We contest this rank:').waitFor()
        const more = page.getByRole('button', { name: /^More for/ })
        await more.first().click()
        await page.getByRole('menuitem', { name: 'Take out of the order' }).waitFor()
      },
    },
    { state: 'not in the package', reader: 'contact@basic.example', show: seesHeading('What it is') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/ranking$/),
      show: seesText('Your order could not be loaded.'),
    },
  ],
)

const onCase = inStates(
  {
    name: 'Contested case',
    reader: agent,
    title: /FL-\d+/,
    address: async (stage) => `/desk/cases/${await rankedCases(stage)}`,
  },
  [
    {
      state: 'on the desk, being settled',
      show: async (page) => {
        await page.getByRole('button', { name: 'Take the rank away' }).click()
        await page.getByRole('button', { name: 'Take the rank away' }).click()
        await page.getByText('Say why; the customer reads it.').first().waitFor()
      },
    },
    {
      state: 'for its customer, with a new priority',
      reader: premium,
      address: async (stage) => `/portal/cases/${await rankedCases(stage)}`,
      show: async (page) => {
        await page.getByText('We contest the rank of this case.').first().waitFor()
        await page.getByRole('button', { name: 'Change the priority' }).click()
        await page.getByLabel('A note about it').waitFor()
      },
    },
  ],
)

export const rankingScreens: Screen[] = [...ranking, ...onCase]
