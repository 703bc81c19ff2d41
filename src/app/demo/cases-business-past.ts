import {
  approve,
  change,
  confirm,
  type DemoCase,
  note,
  record,
  reopen,
  reply,
  solve,
  take,
} from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/** What Tembo Freight (Business) had closed. Every day is an open day there. */
export const pastBusinessCases: readonly DemoCase[] = [
  {
    account: 'tembo',
    received: { daysAgo: 12, at: '11:10' },
    by: 'wanjiru',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Monthly depot report shows each trip twice',
    description: prose`
      The report "Trips per depot" for last month has 4,118 trips. The trip list has 2,059. Every trip is counted
      twice, in all three depots. The month before was right.
    `,
    steps: [
      take('20m', 'priya'),
      reply(
        '1h 20m',
        'priya',
        prose`
          Hello Wanjiru,

          Exactly the double, that is a helpful number. The report joins trips with their stops, and since the
          1st every trip has two of them: your new flow adds the depot itself as a stop. A report that counts
          stops then counts twice.

          Would you say this is a fault of ours, or shall I show you how to count trips in such a report? I think
          it is the second and would change the case to a consultation on reports, which your package includes
          without a limit.

          Priya Nair
        `,
        { status: 'waiting_customer' },
      ),
      reply('3h', 'wanjiru', 'You are right, it is our stop. Please show me.'),
      change('10m', 'priya', { type: 'consultation', topic: 'consultation.analytics' }),
      reply(
        '40m',
        'priya',
        prose`
          In the report, click the figure "Number" and choose **Count › Different values of › Trip** instead of
          **Count › Rows**. If you want to leave the depots out as stops, add the filter *stop.kind is not depot*;
          then average stops per trip come out right as well.

          Priya Nair
        `,
      ),
      reply('2h', 'wanjiru', '2,059. Thank you.'),
      solve(
        '20m',
        'priya',
        'The report counts different trips instead of rows, and leaves depots out as stops.',
        'A new flow adds the depot as a second stop to every trip.',
      ),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 26, at: '09:40' },
    by: 'abdi',
    channel: 'phone',
    takenBy: 'priya',
    type: 'problem',
    priority: 'high',
    subject: 'No trip can be saved in Kisumu: "Depot is not valid"',
    description: prose`
      Notes of the call, from Kisumu: nobody there can save a trip, the form says "Depot is not valid". Other depots are
      fine. Twelve trucks are loaded and waiting. Abdi renamed the depot to "Kisumu Lakeside" this morning.
    `,
    steps: [
      reply(
        '15m',
        'priya',
        prose`
          Hello Abdi,

          What we did together just now: the form's rule allowed the depots *by name*, and the old name was
          written into it. We changed the rule to compare the link, and all twelve trips could be saved while you
          were on the line.

          I'll look through your other rules for the old name before I call this done.

          Priya Nair
        `,
      ),
      note(
        '1h',
        'priya',
        'Two more rules with "Kisumu" as text: Gate pass (harmless, a label) and Night surcharge (would have charged nothing).',
      ),
      reply(
        '15m',
        'priya',
        prose`
          One more place had the old name and would have hurt at the end of the month: the rule **Night surcharge**.
          Please change it in the same way. After that nothing hangs on the name any more.

          Priya Nair
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '2h',
        'abdi',
        'Done. Good catch with the surcharge, that would have been a long phone call with finance.',
      ),
      solve(
        '30m',
        'priya',
        'Rules compare the link to the depot instead of its name; "Night surcharge" was changed as well.',
        'The name of a depot was written into three rules as text and was changed.',
      ),
      confirm('4h', 'abdi'),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 35, at: '10:30' },
    by: 'wanjiru',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Fuel card export is missing yesterday',
    description: prose`
      The nightly export for the fuel cards ended at midnight instead of at six, so yesterday evening's trips are not in
      it. The card company takes corrections until the end of the week.
    `,
    steps: [
      take('20m', 'priya'),
      change('5m', 'priya', {
        priority: 'medium',
        reason: 'No trip is stopped by it, and the card company takes corrections until Friday.',
      }),
      reply(
        '1h 35m',
        'priya',
        prose`
          Hello Wanjiru,

          The export ran at midnight because its time is kept in UTC and was entered in your own time. Nothing is
          lost: open **Exports › Fuel cards › Run again** and choose yesterday from 18:00 to 24:00. The card company's
          file then has both parts, and no trip twice.

          From tonight it runs at six in your time; I have written the zone beside it.

          Priya Nair
        `,
      ),
      reply('3h', 'wanjiru', 'Both parts are there, and the card company has taken them. Thank you.'),
      solve(
        '20m',
        'priya',
        'The export was run again for the missing evening, and its time is now kept in the zone of the depot.',
        'The time of the export was entered in local time and kept as UTC.',
      ),
      confirm('2h', 'wanjiru'),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 41, at: '13:25' },
    by: 'achieng',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Emails from the flow "Proof of delivery" end up in spam',
    description: prose`
      Several customers say that our delivery confirmations arrive in their spam folder since we send them with our
      own address operations@business.example. Before, with the address of the environment, they arrived.
    `,
    steps: [
      take('40m', 'dele'),
      reply(
        '2h 30m',
        'dele',
        prose`
          Hello Achieng,

          Mail in your name, sent by our servers, needs your domain's word for it. Two records are missing in
          your DNS: our servers in SPF, and the key for DKIM. Both are shown, ready to copy, under
          **Administration › Mail › Sender address › Records**.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
      reply('6h', 'achieng', 'Our provider has added both. The check in the administration is green.'),
      solve(
        '1h',
        'dele',
        'SPF and DKIM records for the sender address were added; the check passes.',
        'Own sender address without the DNS records that vouch for it.',
      ),
      reopen(
        '14h',
        'achieng',
        prose`
          I am sorry, it is not over. With private mailboxes it is fine now, but the port authority still gets them as spam.
          Their administrator sent me this line: \`dkim=fail (body hash did not verify)\`.
        `,
      ),
      note(
        '1h 30m',
        'dele',
        'Body hash: something changes the text after signing. Their flow sends through their own relay (disclaimer footer!), ours signs before that.',
      ),
      reply(
        '40m',
        'dele',
        prose`
          Thank you for that line, it is the whole story: your relay adds the company footer *after* we have
          signed, and that breaks the seal. Put the footer into the template in Studio, and take the relay off
          the flow: **Send email › Route › Direct**.

          I should have asked about a relay the first time. Sorry for the second round.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '9h',
        'achieng',
        'The port authority confirms: inbox. Thank you for your patience with our mail.',
      ),
      solve(
        '20m',
        'dele',
        'Mail goes out directly; the footer is part of the template, so the DKIM signature stays whole.',
        'A relay added a footer after signing.',
      ),
      confirm('3h', 'achieng'),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 18, at: '16:15' },
    by: 'abdi',
    channel: 'email',
    type: 'problem',
    priority: 'low',
    subject: 'Barcode scanner types the number twice',
    description: prose`
      Hello, in the goods-in form our new scanner enters each barcode twice, "50210015021001". Is that a setting
      of the form?

      Abdi
    `,
    steps: [
      take('2h', 'dele'),
      reply(
        '1h',
        'dele',
        prose`
          Hello Abdi,

          The form takes what the "keyboard" types, so I think the scanner sends it twice. You can see it without
          us: scan into an empty note on the tablet. If it is twice there too, look for "repeat" in the scanner's
          booklet; there is a barcode that turns it off.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '1h 30m',
        'abdi',
        'Twice in the note as well. It is the scanner then. You can forget this one, I have sent the scanner back to the shop.',
      ),
      change('15m', 'dele', {
        status: 'closed',
        closeReason: 'withdrawn',
        reason: 'The scanner repeats; the customer withdraws the case.',
      }),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 64, at: '10:05' },
    by: 'wanjiru',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Trips of one evening are missing after the update to 8.2.4',
    description: prose`
      After last night's update the trips between 19:30 and 21:10 are not in the list, 46 of them. The drivers' phones
      still show them as sent. Month-end invoicing is tomorrow.
    `,
    files: [
      {
        name: 'missing-trips.csv',
        mediaType: 'text/csv',
        content: verbatim`
          trip,sent from phone,depot
          TRIP-19877,19:34,Nairobi
          TRIP-19878,19:41,Nairobi
          TRIP-19881,19:52,Mombasa
          TRIP-19922,21:08,Kisumu
        `,
      },
    ],
    steps: [
      take('12m', 'priya'),
      note(
        '20m',
        'priya',
        'Not lost: they sit in the mobile inbox with state "held". The update closed the inbox at 19:30 and did not open it again.',
      ),
      reply(
        '35m',
        'priya',
        prose`
          Hello Wanjiru,

          The most important thing first: **nothing is lost.** All 46 trips have reached us and wait in the mobile
          inbox, which the update closed and did not open again. Our engineers are opening it now; I will write
          when the last one is in your list.

          This answer came seven minutes later than we promised you, because I wanted to be certain of the 46.
          A first word would have been better.

          Priya Nair
        `,
      ),
      change('5m', 'priya', {
        line: 4,
        assignee: 'bohdan',
        reason:
          'Mobile inbox held after update; to be opened on their environment, data for invoicing tomorrow.',
      }),
      note(
        '50m',
        'bohdan',
        'Inbox opened, 46 of 46 replayed in order, sums compared with the phones’ receipts. Patch 8.2.5 opens the inbox in a `finally`.',
      ),
      reply(
        '15m',
        'priya',
        prose`
        All 46 trips are in the list, in their order and with their own times. Our engineers compared the sums with
        the receipts of the phones. Please check two or three that you know, and invoice with a quiet mind.

        Priya Nair
      `,
        { status: 'waiting_customer' },
      ),
      reply(
        '1h 15m',
        'wanjiru',
        'Checked ten, all correct. Invoicing can go ahead. Thank you for saying "nothing is lost" first.',
      ),
      solve(
        '30m',
        'priya',
        'The mobile inbox was opened and 46 held trips were taken in, in order. Release 8.2.5 opens it after every update.',
        'Update 8.2.4 left the mobile inbox closed when the last step failed.',
      ),
      confirm('6h', 'wanjiru'),
      record(
        '1h',
        'bohdan',
        'hard_problem',
        'The number of missing trips had to be counted in the raw log before we could say anything true.',
        'This answer came seven minutes later than we promised you, because I wanted to be certain of the 46.',
      ),
      approve('2h', 'tomasz', 'Right to be certain first. Next time say so while there is still time.'),
    ],
  },
  {
    account: 'tembo',
    received: { daysAgo: 8, at: '12:20' },
    by: 'achieng',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Map in the trip view stays grey since this morning',
    description: prose`
      The map beside a trip is grey, with the route drawn over nothing. Positions of the trucks still move. It is the
      same in all depots and on every computer we tried.
    `,
    steps: [
      take('15m', 'priya'),
      reply(
        '35m',
        'priya',
        prose`
          Hello Achieng,

          The grey background comes from **Map Viewer**, which you have from the marketplace: its tiles answer "402
          key expired" since 06:00 your time. Studio itself sends positions and routes as it should, so there is
          nothing for us to repair.

          Map Viewer is looked after by its publisher, Northfold Cartography, under their own terms:
          <https://northfold.example/map-viewer/support-terms>. Write to help@northfold.example and quote
          "402 key expired", then they need not ask. I have kept the full answer of their server here, should they want it.

          Priya Nair
        `,
        {
          files: [
            {
              name: 'tile-answer.txt',
              mediaType: 'text/plain',
              content: verbatim`
                GET /tiles/7/75/62.png
                HTTP/1.1 402 Payment Required
                content-type: application/json

                {"error":"key expired","key":"tembo-...-41c","since":"03:00:00Z"}
              `,
            },
          ],
        },
      ),
      change('10m', 'priya', { productCode: 'mapviewer' }),
      reply(
        '50m',
        'achieng',
        'They answered within half an hour: an unpaid invoice on our side. The map is back. Thank you for sending us to the right door.',
      ),
      change('10m', 'priya', { status: 'closed', closeReason: 'out_of_scope' }),
    ],
  },
]
