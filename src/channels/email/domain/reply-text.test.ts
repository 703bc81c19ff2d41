import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ownText, replyText } from './reply-text.ts'

const answer = 'It works now, thank you.\n\nAnn'
const intro = 'On Mon, Mar 2, 2026 at 10:04 AM Vendor Support <help@vendor.example> wrote:'
const old = 'Have you tried the second button?\nIt is the green one.'
const marked = old
  .split('\n')
  .map((line) => `> ${line}`)
  .join('\n')

test('Answers between quotes keep the quotes they answer, and the rest of the old mail goes', () => {
  const between = '> Which version?\n5.1\n\n> Which browser?\nFirefox'
  assert.equal(replyText(`Hello\n\n${intro}\n${between}\n\n> Regards\n> Support`), `Hello\n\n${between}`)
  assert.equal(replyText(`${intro}\n${between}\n\n> Regards\n>\n> Support\n`), between)
})

test('A quoted line that was folded without a mark is still quoted', () => {
  const long = `> ${'word '.repeat(14)}which`
  assert.equal(replyText(`${answer}\n\n${intro}\n${long}\nwas folded here\n> and goes on`), answer)
  assert.equal(replyText(`${answer}\n\n${intro}\n> Ann Lee\nMarch 2\n>\n> Hello`), answer)
})

test('What is forwarded stays, with what says whose it was', () => {
  const block = 'From: Bob <bob@x.example>\nDate: Mon, 2 Mar 2026\nSubject: Import\nTo: Ann <ann@x.example>'
  const table = [
    '---------- Forwarded message ---------',
    'Begin forwarded message:',
    '-------- Weitergeleitete Nachricht --------',
    'Anfang der weitergeleiteten Nachricht:',
    '---------- Message transféré ---------',
    'Début du message réexpédié :',
    '---------- Mensaje reenviado ---------',
    '---------- Messaggio inoltrato ---------',
    'Begin doorgestuurd bericht:',
    '---------- Przekazana wiadomość ---------',
    '---------- Mensagem encaminhada ---------',
    'Vidarebefordrat brev:',
    '---------- Videresendt meddelelse ---------',
    '---------- Välitetty viesti ---------',
    '---------- Přeposlaná zpráva ---------',
    '-------- Пересылаемое сообщение --------',
    '---------- Yönlendirilen ileti ---------',
    '---------- 転送されたメッセージ ---------',
    '---------- 转发的邮件 ---------',
    '---------- 전달된 메시지 ---------',
  ]
  for (const line of table) {
    const whole = `See below.\n\n${line}\n${block}\n\n${old}`
    assert.equal(replyText(whole), whole, line)
    const quoted = `See below.\n\n> ${line}\n>\n${marked}`
    assert.equal(replyText(quoted), quoted, `${line}, quoted`)
    assert.equal(replyText(`${answer}\n\n${intro}\n\n${quoted}`), answer, `${line}, in the old mail`)
  }
  const plain = `See below.\n\n${block}\n\n${old}`
  assert.equal(replyText(plain, 'Re: Import'), 'See below.')
  for (const subject of [
    'Fwd: Import',
    'FW: Import',
    'WG: Import',
    'TR : Import',
    'RV: Import',
    '转发：Import',
  ])
    assert.equal(replyText(plain, subject), plain, subject)
})

test('What telephones, programs and lists add below a text is left out', () => {
  const table = [
    'Sent from my iPhone',
    'Sent from my Galaxy S20, please excuse any typos.',
    'Sent from Mail for Windows',
    'Sent from Yahoo Mail on Android',
    'Get Outlook for iOS<https://aka.example/o0>',
    '(sent from a phone)',
    'Sent with [Proton Mail](https://proton.example/) secure email.',
    '—\nReply to this email directly or view it on GitHub.',
    `${'-'.repeat(69)}\nTo unsubscribe: users-leave@lists.example\nFor help: users-help@lists.example`,
    'Von meinem iPhone gesendet',
    'Gesendet von Mail für Windows',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Enviado do meu iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Wysłane z iPhone’a',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'Odesláno z iPhonu',
    'Отправлено с iPhone',
    'iPhone’umdan gönderildi',
    'iPhoneから送信',
    '发自我的 iPhone',
    '從我的 iPhone 傳送',
    '나의 iPhone에서 보냄',
    '-- \nAnn Lee\nAlder Ltd',
    '--\nAnn Lee\nAlder Ltd',
    '_______________________________________________\nusers mailing list\nusers@lists.example',
    '________________________________\n\nAlder Ltd\nTel.: +44 20 7946 0000\nann@alder.example',
    '-Ann Lee',
    '-----\n\n***',
  ]
  for (const tail of table) {
    assert.equal(replyText(`${answer}\n\n${tail}`), answer, tail)
    assert.equal(replyText(`${answer}\n\n${tail}\n\n${intro}\n${marked}`), answer, `${tail}, above a quote`)
    assert.equal(replyText(`${answer}\n\n${intro}\n${marked}\n\n${tail}`), answer, `${tail}, below a quote`)
  }
})

test('What looks like such a line but says something stays', () => {
  const table = [
    'Sent from my desk, which is easier than my telephone.',
    'Sent by post yesterday.',
    'It crashes from my phone',
    '- the first\n- the second',
    '—Ann',
    'Best regards\n\nAnn Lee',
    'Run this:\n\n--\n-- Name: cases\n--\ncreate table cases ()',
  ]
  for (const tail of table) assert.equal(replyText(`${answer}\n\n${tail}`), `${answer}\n\n${tail}`)
})

test('Where nothing would be left the whole text stands', () => {
  for (const text of [marked, 'Sent from my iPhone', `${intro}\n${marked}`, '-- \nAnn']) {
    assert.equal(ownText(text) === '' || ownText(text) === text, true)
    assert.equal(replyText(text), text)
  }
  assert.equal(replyText(''), '')
})

test('A reply is some lines of its text in their order, and never empty where the text is not', () => {
  const lines =
    `own words;> quoted;>> twice;${intro};On 2 Mar 2026, Bob;<bob@x.example> wrote:;Bob wrote:;From: Bob;Sent: Monday;` +
    `To: Ann;Subject: Import;-----Original Message-----;--;____________;Begin forwarded message:;Sent from my iPhone;` +
    `-Ann;| bar;AL> initials;March 2;***`
  const line = fc.constantFrom('', ...lines.split(';'))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (made) => {
      const text = made.join('\n')
      const reply = replyText(text)
      assert.equal(reply === '', text.trim() === '')
      let from = 0
      for (const part of reply.split('\n').filter((one) => one !== '')) {
        const at = made.indexOf(part, from)
        assert.notEqual(at, -1, part)
        from = at + 1
      }
    }),
  )
})

/** How much more work the same text is when there is sixteen times as much of it. */
function growth(work: (text: string) => unknown, unit: string): number {
  const spentOn = (characters: number) => {
    const text = `a\n${unit.repeat(Math.ceil(characters / unit.length))}`
    const before = process.cpuUsage()
    work(text)
    return process.cpuUsage(before).user
  }
  return spentOn(1_000_000) / Math.max(1000, Math.min(...[1, 2, 3, 4, 5].map(() => spentOn(62_500))))
}

test('A long text is read in proportion to its length, whatever stands in it', () => {
  const units = [
    'On \n',
    'On 2 Mar 2026 10:04 <a@b\n',
    `wrote ${'<a@'.repeat(60)}\n`,
    'From: a\nx\nx\nx\n',
    '> q\na\n',
    '> q\nSent from my iPhone\n',
    'Sent from iphone iphone iphone iphone iphone iphone iphone iphone\n',
    '--\n',
    '____________\n\n',
    '\n',
    ' ',
    '> ',
    '---------- Forwarded message ----------x\n',
    'wrote <a@',
  ]
  // Work in proportion to the square would be 256 times as much.
  for (const unit of units) assert.ok(growth(replyText, unit) < 100, JSON.stringify(unit))
  const rereading = (text: string) =>
    text.split('\n').map((_, at, lines) => lines.slice(at).filter((line) => line.trim() === '').length)
  assert.ok(growth(rereading, `${'a'.repeat(100)}\n`) > 100, 'the measure sees what is read over and over')
})
