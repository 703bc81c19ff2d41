/** An automatic answer as a program writes it: further header fields, subject (as in the header), text. */
export type OutOfOffice = {
  by: string
  headers?: string[]
  subject: string
  text: string
  nullSender?: boolean
}

const exchange = ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All']
const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** How programs and providers say that somebody is away, in the languages they say it in. */
export const outOfOffice: readonly OutOfOffice[] = [
  {
    by: 'Exchange, English',
    headers: exchange,
    subject: 'Automatic reply: Your case',
    text: 'I am out of the office until Monday.',
  },
  {
    by: 'Exchange, German',
    headers: exchange,
    subject: 'Automatische Antwort: Ihre Anfrage',
    text: 'Ich bin bis Montag nicht im Büro.',
  },
  {
    by: 'Exchange, French',
    headers: exchange,
    subject: encoded('Réponse automatique : Votre demande'),
    text: 'Je suis absent jusqu’au lundi 30.',
  },
  {
    by: 'Exchange, Spanish',
    headers: exchange,
    subject: encoded('Respuesta automática: Su caso'),
    text: 'Estoy fuera de la oficina hasta el lunes.',
  },
  {
    by: 'Exchange, Italian',
    headers: exchange,
    subject: 'Risposta automatica: La sua richiesta',
    text: 'Sono fuori ufficio fino a lunedì.',
  },
  {
    by: 'Exchange, Portuguese',
    headers: exchange,
    subject: encoded('Resposta automática: O seu pedido'),
    text: 'Estou fora do escritório até segunda-feira.',
  },
  {
    by: 'Exchange, Dutch',
    headers: exchange,
    subject: 'Automatisch antwoord: Uw vraag',
    text: 'Ik ben afwezig tot en met vrijdag.',
  },
  {
    by: 'Exchange, Danish',
    headers: exchange,
    subject: 'Automatisk svar: Din sag',
    text: 'Jeg er på ferie til og med fredag.',
  },
  {
    by: 'Exchange, Swedish',
    headers: exchange,
    subject: encoded('Automatiskt svar: Ditt ärende'),
    text: 'Jag är på semester till den 30.',
  },
  {
    by: 'Exchange, Norwegian',
    headers: exchange,
    subject: 'Automatisk svar: Din sak',
    text: 'Jeg er ikke på kontoret denne uken.',
  },
  {
    by: 'Exchange, Finnish',
    headers: exchange,
    subject: encoded('Automaattinen vastaus: Tukipyyntönne'),
    text: 'Olen lomalla maanantaihin asti.',
  },
  {
    by: 'Exchange, Polish',
    headers: exchange,
    subject: encoded('Odpowiedź automatyczna: Zgłoszenie'),
    text: 'Jestem na urlopie do poniedziałku.',
  },
  {
    by: 'Exchange, Czech',
    headers: exchange,
    subject: encoded('Automatická odpověď: Váš požadavek'),
    text: 'Do pondělí jsem mimo kancelář.',
  },
  {
    by: 'Exchange, Hungarian',
    headers: exchange,
    subject: encoded('Automatikus válasz: Kérés'),
    text: 'Hétfőig szabadságon vagyok.',
  },
  {
    by: 'Exchange, Turkish',
    headers: exchange,
    subject: encoded('Otomatik yanıt: Talebiniz'),
    text: 'Pazartesiye kadar ofis dışındayım.',
  },
  {
    by: 'Exchange, Russian',
    headers: exchange,
    subject: encoded('Автоматический ответ: Ваш запрос'),
    text: 'Я в отпуске до понедельника.',
  },
  {
    by: 'Exchange, Japanese',
    headers: exchange,
    subject: encoded('自動応答: お問い合わせ'),
    text: '月曜日まで不在です。',
  },
  {
    by: 'Exchange, Chinese',
    headers: exchange,
    subject: encoded('自动答复: 您的请求'),
    text: '我在休假，周一回来。',
  },
  {
    by: 'Exchange, Korean',
    headers: exchange,
    subject: encoded('자동 회신: 문의'),
    text: '월요일까지 부재중입니다.',
  },
  {
    by: 'a Sieve vacation rule',
    headers: ['Auto-Submitted: auto-replied (vacation)'],
    subject: 'Auto: Your case',
    text: 'I am away. Your mail has not been forwarded.',
  },
  {
    by: 'vacation(1)',
    headers: ['Precedence: bulk', 'Auto-Submitted: auto-replied'],
    subject: 'away from my mail',
    text: 'I will not be reading my mail for a while.',
  },
  {
    by: 'Gmail',
    headers: ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes'],
    subject: 'Out of office Re: Your case',
    text: 'Thanks for your mail. I am on vacation with no access to mail.',
  },
  {
    by: 'Zimbra',
    headers: ['Auto-Submitted: auto-replied (zimbra; vacation)', 'Precedence: bulk'],
    subject: 'Re: Your case',
    text: 'I am on leave this week.',
  },
  {
    by: 'Lotus Domino',
    headers: ['X-Mailer: Lotus Notes', 'Auto-Submitted: auto-generated'],
    subject: 'Ann Alder is out of the office (returning 30.11.2026)',
    text: 'I will respond to your message when I return.',
  },
  {
    by: 'Google Groups of an office',
    headers: ['X-Autorespond: Your case', 'Precedence: auto_reply'],
    subject: 'Re: Your case',
    text: 'Our office is closed for the holidays.',
  },
  {
    by: 'cPanel',
    headers: ['X-Autorespond: yes', 'Precedence: auto_reply', 'X-Precedence: auto_reply'],
    subject: 'Thank you for your mail',
    text: 'I am travelling.',
  },
  { by: 'Plesk', headers: ['X-Auto-Response: yes'], subject: 'Re: Your case', text: 'I am not here.' },
  {
    by: 'qmail autorespond',
    headers: ['Delivered-To: Autoresponder', 'Precedence: junk', 'X-Autoresponder: qmail'],
    subject: 'Re: Your case',
    text: 'I am away until the first.',
  },
  {
    by: 'Freshdesk of a customer',
    headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: DR, OOF, AutoReply'],
    subject: 'Ticket received',
    text: 'We have received your ticket #4711.',
  },
  {
    by: 'JIRA of a customer',
    headers: ['Auto-Submitted: auto-generated', 'Precedence: bulk', 'X-FC-MachineGenerated: true'],
    subject: '[JIRA] Created: your case',
    text: 'A ticket was created for you.',
  },
  {
    by: 'GMX without fields, German',
    subject: 'Abwesenheitsnotiz: Ihre Anfrage',
    text: 'Ich bin im Urlaub.',
  },
  {
    by: 'an old Outlook without fields, English',
    subject: 'Out of Office AutoReply: Your case',
    text: 'I am in training all week.',
  },
  {
    by: 'an old Outlook without fields, French',
    subject: encoded('Absence du bureau : Votre demande'),
    text: 'Je suis en congé.',
  },
  {
    by: 'web.de without fields',
    subject: 'Automatische Antwort: Ihre Anfrage',
    text: 'Vielen Dank. Ich bin nicht da.',
  },
  { by: 'a null sender without any field', subject: 'Re: Your case', text: 'I am away.', nullSender: true },
  {
    by: 'iCloud',
    headers: [
      'Auto-Submitted: auto-replied (vacation)',
      'X-MS-Exchange-Inbox-Rules-Loop: ann@customer.example',
    ],
    subject: 'Auto reply: Your case',
    text: 'On leave. Sent automatically.',
  },
]
