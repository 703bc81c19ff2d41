import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const missingId = '00000000-0000-7000-8000-000000000000'
const made = '2026-11-20T09:00:00.000Z'

const keyList = /\/api\/v1\/keys(\?|$)/
const webhookList = /\/api\/v1\/webhooks(\?|$)/
const messages = /\/api\/v1\/webhooks\/[^/]+\/deliveries/

const openDialog = (button: string) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').waitFor()
}

const oneKey = {
  id: missingId,
  hint: 'fl_live_a1B2',
  scopes: ['read:cases', 'write:cases', 'read:customers', 'read:mail'],
  madeBy: 'Rosalind Achterberg',
  createdAt: made,
  expiresAt: null,
  lastUsedAt: null,
  endedAt: null,
  endedBy: null,
}
const allKeys = {
  items: [
    {
      ...oneKey,
      name: 'Billing sync',
      state: 'works',
      lastUsedAt: made,
      expiresAt: '2027-11-20T09:00:00.000Z',
    },
    { ...oneKey, id: missingId.replace('8', '9'), name: 'Old import of the sales team', state: 'resting' },
    {
      ...oneKey,
      id: missingId.replace('7', '6'),
      name: 'Trial',
      state: 'ended',
      endedAt: made,
      endedBy: 'Rosalind Achterberg',
    },
  ],
  next: null,
}

const keys = inStates({ name: 'Keys', reader: admin, address: '/admin/keys', title: /^API keys/ }, [
  { state: 'data', disturb: answeredWith(keyList, allKeys), show: seesText('Old import of the sales team') },
  {
    state: 'empty',
    disturb: answeredWith(keyList, { items: [], next: null }),
    show: seesHeading('No key yet'),
  },
  { state: 'error', disturb: failing(keyList), show: seesText('The keys could not be loaded') },
  { state: 'denied', reader: manager, show: seesText('Keys are for admins') },
  {
    state: 'new, nothing chosen',
    disturb: answeredWith(keyList, allKeys),
    show: async (page) => {
      await openDialog('New key')(page)
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByText('Choose at least one.').first().waitFor()
    },
  },
  {
    state: 'shown once',
    show: async (page) => {
      await openDialog('New key')(page)
      await page.getByLabel('Which system is it for?').fill('Billing sync')
      await page.getByRole('checkbox', { name: /^Read cases/ }).check()
      await page.getByRole('button', { name: 'Make the key' }).click()
      await seesHeading('Your new key')(page)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
])

const oneWebhook = {
  id: missingId,
  name: 'Team chat',
  url: 'https://hooks.example/services/T024BE7LD/B024BE7LE/of-a-rather-long-address',
  events: ['case.opened', 'case.message.created', 'clock.breached'],
  internal: true,
  state: 'on',
  disabledReason: null,
  disabledAt: null,
  oldSecretUntil: made,
  madeBy: 'Rosalind Achterberg',
  createdAt: made,
  newest: { state: 'delivered', at: made },
  version: 1,
}
const disabled = {
  ...oneWebhook,
  id: missingId.replace('8', '9'),
  name: 'Data warehouse',
  state: 'disabled',
  disabledReason: 'exhausted',
  disabledAt: made,
  oldSecretUntil: null,
  newest: { state: 'failed', at: made },
}

const webhooks = inStates(
  { name: 'Webhooks', reader: admin, address: '/admin/webhooks', title: /^Webhooks/ },
  [
    {
      state: 'empty',
      disturb: answeredWith(webhookList, { items: [], next: null }),
      show: seesHeading('Nobody is told yet'),
    },
    {
      state: 'data',
      disturb: answeredWith(webhookList, { items: [oneWebhook, disabled], next: null }),
      show: seesText('Data warehouse'),
    },
    {
      state: 'menu',
      disturb: answeredWith(webhookList, { items: [oneWebhook], next: null }),
      show: async (page) => {
        await page.getByRole('button', { name: 'More about Team chat' }).click()
        await page.getByRole('menuitem', { name: 'New secret' }).waitFor()
      },
    },
    { state: 'error', disturb: failing(webhookList), show: seesText('The webhooks could not be loaded') },
    { state: 'denied', reader: manager, show: seesText('Webhooks are for admins') },
    {
      state: 'new, refused address',
      show: async (page) => {
        await openDialog('New webhook')(page)
        await page.getByLabel('Which system is it?').fill('Team chat')
        await page.getByLabel('Address').fill('https://192.168.1.4/hook')
        await page.getByRole('button', { name: 'Add the webhook' }).click()
        await page
          .getByText(/does not lead to the public internet/)
          .first()
          .waitFor()
      },
    },
  ],
)

const added = z.object({ webhook: z.object({ id: z.string() }) })

/** An endpoint at an address that leads inside, so that its test fails at once. */
const logOfOne = async (stage: Stage): Promise<string> => {
  const api = await stage.api(admin)
  const wanted = { name: 'Team chat', url: 'https://localhost/hook', events: ['case.opened'] }
  const { webhook } = added.parse((await api.post('/api/v1/webhooks', wanted)).json)
  await api.post(`/api/v1/webhooks/${webhook.id}/test`)
  return `/admin/webhooks/${webhook.id}/deliveries`
}

const log = inStates(
  { name: 'Messages of a webhook', reader: admin, address: logOfOne, title: /^Messages to Team chat/ },
  [
    {
      state: 'data, one opened',
      show: async (page) => {
        await page.getByRole('button', { name: /^Failed Test event/ }).click()
        await page.getByRole('button', { name: 'Send again' }).waitFor()
      },
    },
    {
      state: 'empty',
      disturb: answeredWith(messages, { items: [], next: null }),
      show: seesText('No message yet'),
    },
    { state: 'error', disturb: failing(messages), show: seesText('The messages could not be loaded') },
    { state: 'replay', show: openDialog('Replay what failed') },
    {
      state: 'gone',
      address: `/admin/webhooks/${missingId}/deliveries`,
      title: /^Messages of a webhook/,
      show: seesText('There is no such webhook'),
    },
  ],
)

export const keyScreens: Screen[] = [...keys, ...webhooks, ...log]
