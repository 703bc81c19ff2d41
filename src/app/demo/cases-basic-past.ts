import {
  approve,
  change,
  confirm,
  type DemoCase,
  duplicate,
  note,
  record,
  reply,
  solve,
  take,
} from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/**
 * What Vellerup Bakeries (Basic) had closed. Days are open days, Monday to Friday. Consultations that draw from
 * the yearly five lie in the agreement year before, so that the present one is whole.
 */
export const pastBasicCases: readonly DemoCase[] = [
  {
    account: 'vellerup',
    received: { daysAgo: 232, at: '10:12' },
    by: 'maren',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.process',
    priority: 'medium',
    subject: 'Approval of large orders: by amount or by customer?',
    description: prose`
      Orders above 5,000 crowns should be approved by me before they reach the bakery, except for our three hotel
      customers, who always order that much. In the flow I can branch by amount *or* by customer, but not both.
      How do others do it?
    `,
    steps: [
      take('30m', 'dele'),
      reply(
        '2h',
        'dele',
        prose`
          Hello Maren,

          You can have both in one branch: choose **Condition › Formula** instead of a field, and write

          \`\`\`
          order.total > 5000 and not order.customer.trusted
          \`\`\`

          with a tick box "Trusted" on the customer. Then a fourth hotel is a tick and not a change of the flow.

          Dele Akinwande
        `,
      ),
      reply(
        '8h',
        'maren',
        'The tick box is the part I was missing. It has run for a day now and does what it should.',
      ),
      solve(
        '1h',
        'dele',
        'One branch with a formula, and a "Trusted" tick box on the customer that lifts the limit.',
        'Consultation on the design of a flow.',
      ),
      confirm('5h', 'maren'),
    ],
  },
  {
    account: 'vellerup',
    received: { daysAgo: 214, at: '14:35' },
    by: 'tilde',
    channel: 'email',
    type: 'consultation',
    topic: 'consultation.analytics',
    priority: 'low',
    subject: 'Report: turnover per shop and week, with last year beside it',
    description: prose`
      Hello, I would like one table: weeks down the side, shops across, and last year's figure in grey under each
      number. I have the first half. How do I get last year into the same cell?

      Tilde Rask
    `,
    steps: [
      take('1h', 'priya'),
      reply(
        '3h',
        'priya',
        prose`
          Hello Tilde,

          In the report designer, click the figure, then **Compare with › Same week, previous year**. It sits
          under **More** since the panel is narrow, which is why it is easy to miss. Choose "below, muted" as
          its place.

          Weeks are counted from Monday (ISO), so week 53 has no partner in most years and stays empty. That is
          right, not a fault.

          Priya Nair
        `,
      ),
      reply(
        '4h',
        'tilde',
        'There it was, under "More". Thank you, also for the week 53, I would have written to you about it.',
      ),
      solve(
        '30m',
        'priya',
        '**Compare with › Same week, previous year** on the figure, placed below and muted.',
        'Consultation on reports; the option is hidden in a narrow panel.',
      ),
      confirm('2h', 'tilde'),
    ],
  },
  {
    account: 'vellerup',
    received: { daysAgo: 47, at: '09:20' },
    by: 'maren',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Orders from the web shop have not arrived since midnight',
    description: prose`
      The connector to our web shop shows "Connected" in green, but no order has come in since 00:02. The shop
      itself has 38 orders from the night. The bakery starts packing at ten.
    `,
    steps: [
      take('25m', 'priya'),
      reply(
        '20m',
        'priya',
        prose`
          Hello Maren,

          I see it: since midnight the shop answers our calls with "401 token expired". The green light only says
          that the address is reachable, which is not good enough here, I know.

          So that you can pack: **Connectors › Web shop › Reconnect**, sign in to the shop once, then **Fetch
          since…** and choose 00:00. The 38 orders should be there in about two minutes. I stay on this until
          you tell me that they are.

          Priya Nair
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '20m',
        'maren',
        '38 of 38 are in. We start packing. What happened, and will it happen again next month?',
      ),
      note(
        '1h',
        'priya',
        'The shop shortened its tokens to 30 days and the refresh token was not asked for when this connector was set up (2 years ago).',
      ),
      reply(
        '1h 10m',
        'priya',
        prose`
          It would have: your shop's provider now lets a sign-in expire after 30 days. By reconnecting you have
          also granted the lasting permission that older connectors did not ask for, so it renews itself from
          now on. I have checked that yours holds it.

          And I have passed on that a green light which means "reachable" should mean "working".

          Priya Nair
        `,
      ),
      solve(
        '2h',
        'priya',
        "The connector was signed in anew and now holds a permission that renews itself. The night's 38 orders were fetched.",
        'Expired token: connectors set up before release 7.4 asked for no lasting permission.',
      ),
      confirm('3h', 'maren'),
    ],
  },
  {
    account: 'vellerup',
    received: { daysAgo: 33, at: '15:05' },
    by: 'tilde',
    channel: 'email',
    type: 'problem',
    priority: 'medium',
    subject: 'Import of the new wholesale prices stops at line 212',
    description: prose`
      Hello,

      The price import stops with "Unexpected value" and nothing is taken over, not even the lines before. The
      file is the same as every quarter, from our flour supplier. The log is attached.

      Tilde
    `,
    files: [
      {
        name: 'import-log.txt',
        mediaType: 'text/plain',
        content: verbatim`
          15:01:44 import started: wholesale-prices.xlsx, mapping "Prices quarterly", 486 lines
          15:01:45 line 212: column "Price": unexpected value "14,80 "
          15:01:45 import rolled back, 0 of 486 lines kept
        `,
      },
    ],
    steps: [
      take('8h 20m', 'dele'),
      reply(
        '1h 30m',
        'dele',
        prose`
          Hello Tilde,

          First: I am sorry that this took longer than the eight hours we promise. Your mail waited in the wrong
          view, which is our fault alone.

          Line 212 has a space that does not break behind the price ("14,80" and then the invisible character
          00A0), probably copied from a web page. Delete the price in that line and type it anew. All other 485
          lines are fine, I have read them through with the mapping.

          Dele Akinwande
        `,
      ),
      reply(
        '2h',
        'tilde',
        'It went through at once. I would never have seen that. Apology accepted, it was not urgent.',
      ),
      solve(
        '40m',
        'dele',
        'One price carried an invisible non-breaking space; typed anew, the file was imported whole.',
        'Strict number parsing in imports: blanks other than the ordinary one are not trimmed.',
      ),
      confirm('7h', 'tilde'),
      record(
        '1h',
        'dele',
        'understaffed',
        'One of us for the whole afternoon: Mei was ill, and nobody had taken her place on the first line.',
        'I am sorry that you waited longer for this first answer than we had promised.',
      ),
      approve('3h', 'tomasz', 'The roster has a substitute for afternoons now.'),
    ],
  },
  {
    account: 'vellerup',
    received: { daysAgo: 33, at: '16:40' },
    by: 'maren',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Price import broken?',
    description: prose`
      Tilde tells me that the price import does not work any more, line 212 or so. Could you have a look? We need
      the new prices by Thursday.
    `,
    steps: [
      change('8h', 'dele', { assignee: 'dele' }),
      reply(
        '1h',
        'dele',
        prose`
          Hello Maren,

          Tilde wrote to us about the same import an hour and a half before you, with the log. So that nothing is
          answered twice, I close this one as a duplicate and go on in hers. You can read it under **Cases**, as
          everybody at Vellerup can.

          Dele Akinwande
        `,
      ),
      duplicate('5m', 'dele', 'Import of the new wholesale prices stops at line 212'),
      record(
        '1h',
        'dele',
        'understaffed',
        'The same afternoon as the import of the wholesale prices.',
        'I am sorry for the late word; both mails are about the same file, and I answer in the other case.',
      ),
    ],
  },
]
