import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildMailWorld } from '../../../../tests/support/build-mail-world.ts'
import { replyText } from '../domain/reply-text.ts'
import { parseMail } from './parse-mail.ts'

const sender = 'Support &lt;<a href="mailto:help@vendor.example">help@vendor.example</a>&gt;'
const many = Array.from({ length: 6 }, (_, at) => `Receiver ${at} &lt;receiver.${at}@alder.example&gt;`).join(
  '; ',
)
const quoted = '<p>Have you tried the green button?</p>'
const headerLines = `<b>Von:</b> ${sender}<br><b>Gesendet:</b> Montag, 2. März 2026 10:04<br><b>An:</b> ${many}<br><b>Betreff:</b> Import`

/** Mail without a plain part, as each program builds it around the same answer. */
const mails: [string, string][] = [
  [
    'Gmail',
    `<div dir="ltr">It works.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 2, 2026 at 10:04 AM A Vendor with a very long name ${sender} wrote:<br></div><blockquote class="gmail_quote">${quoted}</blockquote></div>`,
  ],
  [
    'Outlook on the web',
    `<div>It works.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><font>${headerLines}</font><div>&nbsp;</div></div>${quoted}`,
  ],
  [
    'Outlook on a desktop',
    `<p class=MsoNormal>It works.<o:p></o:p></p><div style="border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal>${headerLines}</p></div>${quoted}`,
  ],
  [
    'Apple Mail',
    `It works.<div><br><blockquote type="cite"><div>Am 02.03.2026 um 10:04 schrieb ${sender}:</div><br>${quoted}</blockquote></div>`,
  ],
  [
    'Thunderbird',
    `<p>It works.</p><div class="moz-cite-prefix">Le 02/03/2026 à 10:04, Support a écrit :<br></div><blockquote type="cite">${quoted}</blockquote><pre class="moz-signature">-- \nAnn Lee</pre>`,
  ],
  [
    'Yahoo',
    `<div>It works.</div><div class="yahoo_quoted"><div>On Monday, March 2, 2026 at 10:04:00 AM GMT+1, ${sender} wrote: </div><div><br></div>${quoted}</div>`,
  ],
  [
    'Yandex',
    `<div>It works.</div><div>02.03.2026, 10:04, "Support" &lt;help@vendor.example&gt;:</div><blockquote>${quoted}</blockquote>`,
  ],
  [
    'a telephone',
    `It works.<div><br></div><div dir="ltr">Sent from my iPhone</div><div><blockquote type="cite">On 2 Mar 2026, at 10:04, Support wrote:<br>${quoted}</blockquote></div>`,
  ],
]

const head = 'From: ann@alder.example\r\nTo: support@vendor.example\r\nMIME-Version: 1.0\r\n'

test('The reply in a mail of HTML alone is read without what it quotes, whichever program wrote it', async () => {
  for (const [program, html] of mails) {
    const body = Buffer.from(`<html><body>${html}</body></html>`).toString('base64')
    const type = 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64'
    const read = await parseMail(Buffer.from(`${head}${type}\r\n\r\n${body.replaceAll(/.{76}/g, '$&\r\n')}`))
    assert.ok(read.ok, program)
    assert.match(read.mail.text, /green button/, program)
    assert.equal(replyText(read.mail.text), 'It works.', program)
  }
})

test('On its case a reply stands without the mail it answers; one that hands a mail on stands whole', async (t) => {
  const world = await buildMailWorld()
  t.after(() => world.close())
  const from = { from: 'ann@alder.example' }
  await world.deliver(`${head}Subject: Import\r\n\r\nIt stopped.\r\n`, from)
  await world.runJobs()
  const [receipt] = await world.query<{ message_id: string }>(
    `select message_id from outgoing_mail where kind = 'case_received'`,
  )
  const below = 'From: Bob\r\nSent: Monday\r\nTo: Ann\r\nSubject: Import\r\n\r\nThe disk was full.'
  for (const subject of ['Re: Import', 'FW: Import']) {
    const threaded = `${head}Subject: ${subject}\r\nIn-Reply-To: ${receipt?.message_id}\r\n\r\n`
    await world.deliver(`${threaded}See there.\r\n\r\n${below}\r\n`, from)
    await world.runJobs()
  }
  const entries = await world.query<{ body: string }>(
    `select body from entries where kind = 'message' and body like 'See there.%' order by at, id`,
  )
  assert.deepEqual(
    entries.map(({ body }) => body),
    ['See there.', `See there.\n\n${below.replaceAll('\r\n', '\n')}`],
  )
})
