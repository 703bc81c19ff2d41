import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replyText } from './reply-text.ts'

const answer = 'It works now, thank you.\n\nAnn'
const old = 'Have you tried the second button?\nIt is the green one.'
const marked = old
  .split('\n')
  .map((line) => `> ${line}`)
  .join('\n')

/** As the programs of each language write it; each names a sender or a moment, so that it needs no quote marks. */
const intros: [string, string][] = [
  ['English', 'On Mon, Mar 2, 2026 at 10:04 AM Vendor Support <help@vendor.example> wrote:'],
  ['English, broken', 'On Mon, Mar 2, 2026 at 10:04 AM, Vendor Support\n<help@vendor.example>\nwrote:'],
  [
    'English, broken in the address',
    'On Mon, Mar 2, 2026 at 10:04 AM Vendor Support <\nhelp@vendor.example> wrote:',
  ],
  ['English, without address', 'On 2 Mar 2026, at 10:04, Vendor Support wrote:'],
  ['English, Yahoo', '--- On Mon, 2/3/26, Vendor Support <help@vendor.example> wrote:'],
  [
    'English, Zoho',
    '---- On Mon, 02 Mar 2026 10:04:00 +0100 Vendor Support <help@vendor.example> wrote ----',
  ],
  ['English, sender first', 'Vendor Support <help@vendor.example> wrote:'],
  ['English, Eudora', 'At 10:04 AM 3/2/2026, you wrote:'],
  ['English, day first', '2026-03-02 10:04 GMT+01:00 Vendor Support <help@vendor.example>:'],
  [
    'English, AOL',
    'In a message dated 3/2/2026 10:04:00 AM Eastern Standard Time, help@vendor.example writes:',
  ],
  ['English, news', 'In article <7f@vendor.example>, Vendor Support <help@vendor.example> wrote:'],
  ['English, Mutt', '* Vendor Support <help@vendor.example> [2026-03-02 10:04]:'],
  ['English, KMail', 'On Monday, 2 March 2026 10:04:22 CET Vendor Support wrote:'],
  ['German', 'Am Mo., 2. März 2026 um 10:04 Uhr schrieb Vendor Support <help@vendor.example>:'],
  ['German, short', 'Am 02.03.26 um 10:04 schrieb Vendor Support:'],
  [
    'German, sender first',
    'Vendor Support <help@vendor.example> schrieb am Mo., 2.\nMärz 2026 um 10:04 Uhr:',
  ],
  ['French', 'Le lun. 2 mars 2026 à 10:04, Vendor Support <help@vendor.example> a écrit :'],
  ['French, Evolution', 'Le lundi 02 mars 2026 à 10:04 +0100, Vendor Support a écrit :'],
  ['French, short', 'Le 02/03/2026 à 10:04, Vendor Support a écrit :'],
  ['Spanish, Apple', 'El 2 mar 2026, a la(s) 10:04, Vendor Support <help@vendor.example> escribió:'],
  ['Spanish', 'El lun, 2 mar 2026 a las 10:04, Vendor Support (<help@vendor.example>) escribió:'],
  ['Italian', 'Il giorno lun 2 mar 2026 alle ore 10:04 Vendor Support <help@vendor.example> ha scritto:'],
  ['Dutch', 'Op ma 2 mrt 2026 om 10:04 schreef Vendor Support <help@vendor.example>:'],
  [
    'Dutch, Apple',
    'Op 2 mrt. 2026, om 10:04 heeft Vendor Support <help@vendor.example> het\nvolgende geschreven:',
  ],
  ['Polish', 'pon., 2 mar 2026 o 10:04 Vendor Support <help@vendor.example> napisał(a):'],
  ['Polish, Thunderbird', 'W dniu 2.03.2026 o 10:04, Vendor Support pisze:'],
  [
    'Polish, Apple',
    'Wiadomość napisana przez Vendor Support <help@vendor.example> w dniu 2 mar 2026, o godz. 10:04:',
  ],
  ['Portuguese', 'Em seg., 2 de mar. de 2026 às 10:04, Vendor Support <help@vendor.example> escreveu:'],
  ['Swedish', 'Den mån 2 mars 2026 kl 10:04 skrev Vendor Support <help@vendor.example>:'],
  ['Danish', 'Den man. 2. mar. 2026 kl. 10.04 skrev Vendor Support <help@vendor.example>:'],
  ['Norwegian', 'man. 2. mars 2026 kl. 10:04 skrev Vendor Support <help@vendor.example>:'],
  ['Finnish', 'ma 2. maalisk. 2026 klo 10.04 Vendor Support (help@vendor.example) kirjoitti:'],
  ['Czech', 'po 2. 3. 2026 v 10:04 odesílatel Vendor Support <help@vendor.example> napsal:'],
  ['Czech, Thunderbird', 'Dne 02.03.2026 v 10:04 Vendor Support napsal(a):'],
  ['Russian', 'пн, 2 мар. 2026 г. в 10:04, Vendor Support <help@vendor.example>:'],
  ['Russian, Thunderbird', '02.03.2026 10:04, Vendor Support пишет:'],
  ['Russian, Mail.ru', 'Понедельник, 2 марта 2026, 10:04 +03:00 от Support <help@vendor.example>:'],
  ['Russian, Yandex', '02.03.2026, 10:04, "Vendor Support" <help@vendor.example>:'],
  ['Ukrainian', 'пн, 2 бер. 2026 р. о 10:04 Vendor Support <help@vendor.example> пише:'],
  ['Turkish', 'Vendor Support <help@vendor.example>, 2 Mar 2026 Pzt, 10:04 tarihinde şunu yazdı:'],
  ['Hungarian', 'Vendor Support <help@vendor.example> ezt írta (időpont: 2026. márc. 2., H, 10:04):'],
  ['Romanian', 'În lun., 2 mar. 2026 la 10:04, Vendor Support <help@vendor.example> a scris:'],
  ['Greek', 'Στις Δευ 2 Μαρ 2026 στις 10:04 π.μ., ο χρήστης Vendor Support <help@vendor.example> έγραψε:'],
  ['Japanese', '2026年3月2日(月) 10:04 Vendor Support <help@vendor.example>:'],
  ['Japanese, Apple', '2026/03/02 10:04、Vendor Support <help@vendor.example>のメール:'],
  ['Chinese', 'Vendor Support <help@vendor.example> 于2026年3月2日周一 10:04写道：'],
  ['Chinese, Apple', '在 2026年3月2日，上午10:04，Vendor Support <help@vendor.example> 写道：'],
  ['Chinese, traditional', 'Vendor Support <help@vendor.example> 於 2026年3月2日 週一 上午10:04寫道：'],
  ['Korean', '2026년 3월 2일 (월) 오전 10:04, Vendor Support <help@vendor.example>님이 작성:'],
]

test('What a reply quotes is left out below the sentence each language and program sets above it', () => {
  for (const [language, intro] of intros) {
    assert.equal(replyText(`${answer}\n\n${intro}\n\n${marked}`), answer, `${language}, marked`)
    assert.equal(replyText(`${answer}\n\n${intro}\n\n${old}`), answer, `${language}, without marks`)
    assert.equal(replyText(`${answer}\n${intro}\n${marked}\n`), answer, `${language}, close`)
    assert.equal(replyText(`${intro}\n\n${marked}\n\n${answer}`), answer, `${language}, answered below`)
  }
})

test('Sentences of a person that look like that stay, and so does what follows them', () => {
  const table = [
    'Bob wrote:\nplease help',
    'At 10:30 the server wrote:\nERROR 17\nand stopped.',
    'On your host you can run:\n\n    telnet 127.0.0.1 25\n\nand see.',
    'On Monday I wrote to you.\n\nNobody answered.',
    'Since 2026 we write to help@vendor.example:\nnobody answers.',
    'Am Montag schrieb ich:\nEs geht nicht.',
    '| name | state |\n| --- | --- |\n| import | stopped |',
    '> Which version?\n5.1\n> Which browser?\nFirefox',
    '> Which day?\nMarch 2\n>\n> Which hour?\nTen.',
    'SQL> select 1 from dual;\n\nis what we run.',
    'The log says\n-----\nfailed\n-----\nand no more.',
    'First question\n\n____________________\n\nSecond question',
    'These headers arrive:\n\nFrom: a@x.example\nTo: b@x.example\nSubject: Import\n\nWhy?',
    'To do:\nDate: unknown',
  ]
  for (const text of table) assert.equal(replyText(text), text)
})

test('A weak introduction counts where quote marks follow', () => {
  for (const intro of [
    'Bob wrote:',
    'Bob schrieb:',
    '2026/3/2 Bob via Forum <bob@x.example>',
    'El lunes, Bob escribió:',
  ])
    assert.equal(replyText(`${answer}\n\n${intro}\n${marked}`), answer, intro)
  assert.equal(replyText(`${answer}\n\n2026/3/2 Bob <bob@x.example>\n\n| barred\n|\n| quote`), answer)
})

/** From, sent, to and subject, as Outlook, Apple Mail and web mail label them. */
const headers: [string, string][] = [
  ['English', 'From|Sent|To|Subject'],
  ['English, moment first', 'Date|Subject|From|To'],
  ['German', 'Von|Gesendet|An|Betreff'],
  ['French', 'De |Envoyé |À |Objet '],
  ['Spanish', 'De|Enviado el|Para|Asunto'],
  ['Italian', 'Da|Inviato|A|Oggetto'],
  ['Dutch', 'Van|Verzonden|Aan|Onderwerp'],
  ['Polish', 'Od|Wysłano|Do|Temat'],
  ['Portuguese', 'De|Enviado|Para|Assunto'],
  ['Swedish', 'Från|Skickat|Till|Ämne'],
  ['Danish', 'Fra|Sendt|Til|Emne'],
  ['Norwegian', 'Fra|Dato|Til|Emne'],
  ['Finnish', 'Lähettäjä|Lähetetty|Vastaanottaja|Aihe'],
  ['Czech', 'Od|Odesláno|Komu|Předmět'],
  ['Russian', 'От|Отправлено|Кому|Тема'],
  ['Turkish', 'Kimden|Gönderildi|Kime|Konu'],
  ['Japanese', '差出人|送信日時|宛先|件名'],
  ['Chinese', '发件人|发送时间|收件人|主题'],
  ['Chinese, traditional', '寄件者|傳送時間|收件者|主旨'],
  ['Korean', '보낸 사람|보낸 날짜|받는 사람|제목'],
]

const valueOf = (at: number) =>
  ['Support <help@vendor.example>', '2 March 2026 10:04', 'Ann Lee', 'Import'][at]

test('What stands under the header lines of the old mail is left out in every language', () => {
  for (const [language, labels] of headers) {
    const lines = labels.split('|').map((label, at) => `${label}: ${valueOf(at)}`)
    const bold = labels.split('|').map((label, at) => `*${label}:* ${valueOf(at)}`)
    for (const block of [
      lines,
      bold,
      ['________________________________', ...lines],
      ['-'.repeat(80), '', ...lines],
    ])
      assert.equal(replyText(`${answer}\n\n${block.join('\n')}\n\n${old}`), answer, language)
    assert.equal(
      replyText(`${lines.join('\n')}\n\n${old}`),
      `${lines.join('\n')}\n\n${old}`,
      `${language}, nothing above`,
    )
  }
  const few = `________________________________\nFrom: Support\nSubject: Import\n\n${old}`
  assert.equal(replyText(`${answer}\n\n${few}`), answer)
  const folded = `From: Support\nSent: Monday\nTo: Ann <ann@x.example>,\n  Bob <bob@x.example>\nSubject: Import\n\n${old}`
  assert.equal(replyText(`${answer}\n\n${folded}`), answer)
})

test('What stands under “Original Message” is left out in every language', () => {
  const table = [
    '-----Original Message-----',
    '------- Original Message -------',
    '##- Please type your reply above this line -##',
    '---------- Původní e-mail ----------',
    '-----Ursprüngliche Nachricht-----',
    '-------- Original-Nachricht --------',
    "-----Message d'origine-----",
    '-----Mensaje original-----',
    '-----Messaggio originale-----',
    '-----Oorspronkelijk bericht-----',
    '-----Mensagem original-----',
    '-----Ursprungligt meddelande-----',
    '-----Oprindelig meddelelse-----',
    '-----Opprinnelig melding-----',
    '-----Alkuperäinen viesti-----',
    '-----Původní zpráva-----',
    '-----Исходное сообщение-----',
    '-----Orijinal Mesaj-----',
    '------------------ 原始邮件 ------------------',
    '-----元のメッセージ-----',
    '-----원본 메시지-----',
  ]
  for (const line of table) assert.equal(replyText(`${answer}\n\n${line}\n${old}`), answer, line)
  assert.equal(replyText(`${answer}\n\nOriginal Message\n${old}`), `${answer}\n\nOriginal Message\n${old}`)
})
