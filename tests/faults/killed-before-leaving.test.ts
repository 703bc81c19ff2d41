import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createProductHome, type ProductHome, until } from '../support/product-process.ts'
import { signIn } from './submission.ts'

let home: ProductHome

type Reply = { reference: string; id: string; at: string }

/** A case of a customer, and an agent's reply that waits to leave. */
async function sendReply(): Promise<Reply> {
  const contact = await signIn(home.url)
  const agent = await signIn(home.url, 'agent@vendor.example')
  const post = async (cookie: string, path: string, body: object) => {
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${home.url}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, 201)
    return Object(await answer.json())
  }
  const words = { subject: 'Killed in between', description: 'Nothing works.' }
  const wanted = { type: 'problem', productCode: 'studio', priority: 'high', ...words }
  const { reference } = await post(contact.cookie, '/cases', wanted)
  const reply = { kind: 'reply', body: 'We look into it.', status: 'waiting_customer' }
  const sent = await post(agent.cookie, `/cases/${reference}/messages`, reply)
  return { reference, id: sent.id, at: sent.at }
}

const rows = (text: string, id: string) => home.query<{ n: number }>(`select count(*)::int n ${text}`, [id])

describe('A reply whose process is killed before it leaves', () => {
  before(async () => (home = await createProductHome({ FOURLINE_UNDO_SECONDS: '4' })))
  after(() => home.remove())

  it('leaves at its time, by one mail, and its clock stopped at the click', async () => {
    let product = await home.start()
    const { reference, id, at } = await sendReply()
    await product.kill('everything')
    product = await home.start()
    await until('the reply has left', async () => (await rows('from entries where id = $1', id))[0]?.n === 1)
    await until(
      'its mail is there',
      async () => (await rows('from outgoing_mail where entry_id = $1', id))[0]?.n === 1,
    )
    const [found] = await home.query<{
      status: string
      first: Date
      stopped: Date
      state: string
      waiting: number
    }>(
      `select c.status, c.first_replied_at as first, k.stopped_at as stopped, k.state,
         (select count(*)::int from unsent_messages) as waiting
       from cases c join clocks k on k.case_id = c.id and k.kind = 'first_response' where c.reference = $1`,
      [reference],
    )
    assert.deepEqual(found, {
      status: 'waiting_customer',
      first: new Date(at),
      stopped: new Date(at),
      state: 'met',
      waiting: 0,
    })
    await product.kill('app')
    product = await home.start()
    await until('no job waits', async () => {
      const text = `from graphile_worker.jobs where task_identifier in ('let-message-leave', 'queue-reply-mail')
        and $1 <> ''`
      return (await rows(text, id))[0]?.n === 0
    })
    assert.equal((await rows('from outgoing_mail where entry_id = $1', id))[0]?.n, 1)
    await product.stop()
  })
})
