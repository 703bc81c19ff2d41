import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addEnvironment } from '#people/accounts/server/add-environment.ts'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { listEnvironments } from '#people/accounts/server/list-environments.ts'
import { listProducts } from '#people/accounts/server/list-products.ts'
import { activationProblemText } from '#promise/agreements/domain/activation-problems.ts'
import { draftProblems } from '#promise/agreements/domain/draft-problems.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { listAgreements } from '#promise/agreements/server/list-agreements.ts'
import { readAgreement } from '#promise/agreements/server/read-agreement.ts'
import { type DraftForm, draftOfForm, formOfDraft, termsOfForm } from '#promise/agreements/web/draft-form.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/test-client.ts'

const v1 = '/api/v1'
const line = { productCode: 'studio', yearlyNetMinor: 1_234_567, currency: 'EUR' }
const terms = {
  packageCode: 'business',
  coverageZone: '+01:00',
  startsOn: '2026-02-14',
  endsOn: '2027-02-14',
  lines: [line],
}

let app: TestApp
let manager: Client
before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  await addProduct(app.system(), { code: 'flow', name: 'Flow', kind: 'platform' })
  manager = await app.as(vendor.manager.email)
})
after(() => app.close())

async function newAccount(): Promise<string> {
  return (await addAccount(app.system(), { name: 'A company' })).id
}

async function draft(change: object, accountId: string): Promise<{ id: string }> {
  return draftAgreement(app.system(), { accountId, ...terms, ...change })
}

const activate = (id: string) => manager.post(`${v1}/agreements/${id}/activation`, {})

describe('The form of a draft and the server', () => {
  const day = fc.constantFrom(
    '2026-02-14',
    '2026-02-28',
    '2026-08-01',
    '2027-02-14',
    '2027-03-01',
    '2028-02-29',
  )
  const optional = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, day)
  const formLine = fc.record({
    key: fc.uuid(),
    productCode: fc.constantFrom('studio', 'flow', 'mapviewer'),
    amount: fc.constantFrom('0', '12,500.00', '99'),
    currency: fc.constantFrom('EUR', 'USD'),
    startsOn: optional,
    endsOn: optional,
  })
  const anyForm: fc.Arbitrary<DraftForm> = fc.record({
    packageCode: fc.constantFrom('', 'basic', 'premium'),
    coverageZone: fc.constantFrom('+01:00', 'Europe/Lisbon'),
    startsOn: day,
    endsOn: day,
    lines: fc.array(formLine, { maxLength: 3 }),
    deviations: fc.constant([]),
    credit: fc.constantFrom(null, { percent: '5', of: 'month' as const, capPercent: '25' }),
  })

  it('find the same things in every draft: what the form shows is what activating says', async () => {
    const ctx = app.system()
    const accountId = await newAccount()
    await addEnvironment(ctx, {
      accountId,
      productCode: 'flow',
      name: 'Live',
      kind: 'production',
      version: '1',
    })
    const other = await draft(
      { startsOn: '2028-02-14', endsOn: '2029-02-14', lines: [line, { ...line, productCode: 'flow' }] },
      accountId,
    )
    assert.equal((await activate(other.id)).status, 200)
    let compared = 0
    const check = async (form: DraftForm): Promise<void> => {
      const wanted = termsOfForm(form)
      if (wanted === undefined) return
      const { id } = await draftAgreement(ctx, { accountId, ...wanted })
      const shown = draftProblems(draftOfForm(form, { id, renewsId: null }), {
        products: (await listProducts(ctx)).items,
        environments: (await listEnvironments(ctx, { id: accountId })).items.map(
          ({ product }) => product.code,
        ),
        agreements: (await listAgreements(ctx, { id: accountId })).items,
      })
      assert.ok(shown)
      const view = await readAgreement(ctx, { id })
      assert.deepEqual(
        view.problems.map(({ text }) => text),
        shown.map(activationProblemText),
      )
      const answer = await activate(id)
      assert.equal(answer.status, shown.length === 0 ? 200 : 422, answer.text)
      if (shown.length > 0) {
        const messages = z.object({ errors: z.array(z.object({ message: z.string() })) }).parse(answer.json)
        assert.deepEqual(
          messages.errors.map(({ message }) => message),
          shown.map(activationProblemText),
        )
        assert.equal((await manager.send('DELETE', `${v1}/agreements/${id}`, '', {})).status, 204)
      } else {
        const cancelled = await manager.post(`${v1}/agreements/${id}/cancellation`, { reason: 'Tried out.' })
        assert.equal(cancelled.status, 200, cancelled.text)
      }
      compared += 1
    }
    await fc.assert(fc.asyncProperty(anyForm, check), { numRuns: 60 })
    const sound = {
      ...terms,
      deviations: [],
      credit: null,
      lines: [
        { key: 'a', productCode: 'studio' },
        { key: 'b', productCode: 'flow' },
      ],
    }
    const filled = sound.lines.map((one) => ({
      ...one,
      amount: '1',
      currency: 'EUR',
      startsOn: '',
      endsOn: '',
    }))
    await check({ ...sound, lines: filled })
    assert.ok(compared > 10, `only ${compared} drafts were whole`)
  })

  it('mean the same draft after it was stored and read again', async () => {
    const deviations = [{ path: 'seats', value: 7, note: 'Agreed by phone' }]
    const creditRule = { percent: 2.5, of: 'year' as const, capPercent: 10 }
    const wanted = { lines: [{ ...line, endsOn: '2026-12-01' }, line], deviations, creditRule }
    const { id } = await draft(wanted, await newAccount())
    const view = await readAgreement(app.system(), { id })
    const { lines, ...rest } = terms
    assert.deepEqual(termsOfForm(formOfDraft(view)), {
      ...rest,
      lines: [
        { ...lines[0], startsOn: '2026-02-14', endsOn: '2026-12-01' },
        { ...lines[0], startsOn: null, endsOn: null },
      ],
      deviations,
      creditRule,
    })
  })
})
