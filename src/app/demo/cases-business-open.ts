import { change, type DemoCase, note, reply, solve, take } from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/** What Tembo Freight (Business) has open since longer, and what waits for a word. Support time runs every day from nine to six. */
export const openBusinessCases: readonly DemoCase[] = [
  {
    account: 'tembo',
    received: { supportAgo: '27h' },
    by: 'achieng',
    channel: 'email',
    type: 'problem',
    priority: 'medium',
    subject: 'Some consignment notes are printed without the QR code',
    description: prose`
      Good afternoon. Roughly one in forty consignment notes comes out without the QR code, only an empty square.
      Printing it again helps. The gate in Malaba does not accept the paper without it. I attach the numbers of
      last week's ones, maybe you see a pattern.
    `,
    files: [
      {
        name: 'notes-without-qr.csv',
        mediaType: 'text/csv',
        content: verbatim`
          note,printed at,printer,depot
          CN-118204,07:58,NBO-GATE-2,Nairobi
          CN-118377,07:59,NBO-GATE-1,Nairobi
          CN-118590,13:58,NBO-GATE-2,Nairobi
          CN-118812,13:59,MBA-GATE-1,Mombasa
          CN-119020,07:58,KIS-GATE-1,Kisumu
        `,
      },
    ],
    steps: [
      take('50m', 'dele'),
      reply(
        '2h',
        'dele',
        prose`
          Hello Achieng,

          Your list is gold: all five were printed in the last two minutes before eight and before two, which is
          when your shifts change. I suspect the print job is cut off when the clerk signs out. To prove it I
          need one thing: the job number of the next such note, it stands in the lower left corner in small print.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
    ],
  },
  {
    account: 'tembo',
    received: { supportAgo: '52h' },
    by: 'abdi',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Photos of damaged cargo are turned on their side in the claim report',
    description: prose`
      Photos taken upright on the drivers' phones lie on their side in the PDF claim report. In the app they are
      upright. The insurer has sent two claims back because of it.
    `,
    steps: [
      take('15m', 'dele'),
      reply(
        '1h 10m',
        'dele',
        prose`
          Hello Abdi,

          I can repeat it with a photo of my own. The phone stores every picture lying down and writes "turn by
          90°" beside it; the app reads that note, the PDF does not. For claims that cannot wait: opening the
          photo in the app, **Edit › Rotate › Save** writes it upright for good.

          I take it to our experts now.

          Dele Akinwande
        `,
      ),
      change('30m', 'dele', {
        line: 3,
        assignee: 'ilse',
        reason:
          'EXIF orientation ignored by the PDF renderer. Steps, sample photo and a way around are on the case.',
      }),
      note(
        '8h',
        'ilse',
        'Renderer 4.1 drops EXIF on resize. 4.2 applies it; engineering takes 4.2 into 8.2.6. Verified with four phones.',
      ),
      reply(
        '1h',
        'dele',
        prose`
          Hello Abdi,

          Our experts have found the part that forgets the note, and its successor is taken into release 8.2.6.
          We have run four of your reports through it: all upright. Old claims come out right as well once they
          are printed again.

          Dele Akinwande
        `,
        { status: 'waiting_other' },
      ),
      reply(
        '10h',
        'abdi',
        'Thank you. The insurer agreed to wait for the new reports. Please tell me the day it reaches us.',
      ),
    ],
  },
  {
    account: 'tembo',
    received: { supportAgo: '33h' },
    by: 'wanjiru',
    channel: 'portal',
    type: 'request',
    service: 'release.early_bird',
    priority: 'low',
    subject: 'Early access to 8.3 for the rehearsal environment',
    description: prose`
      We would like to test release 8.3 in "Depot rehearsal" before it reaches production, mainly the new offline
      mode of the trip app. Two of us, Abdi and I, would spend a week on it and write down what we find.
    `,
    steps: [
      take('3h', 'priya'),
      reply(
        '1h',
        'priya',
        prose`
          Hello Wanjiru,

          We would be glad to have you, offline trips are exactly what needs real roads. Your package has early
          access on request; I have passed yours on to Tomasz, who gives the approval. What he needs from you:
          the week you have in mind, and that nobody works in rehearsal on anything that must not be lost.

          Priya Nair
        `,
      ),
      reply(
        '5h',
        'wanjiru',
        'The second week of next month. Rehearsal is only for trying things out, it may be emptied at any time.',
      ),
      note(
        '6h',
        'tomasz',
        'Fine with me. Product wants at least two customers with weak networks in the early group. Approval follows when the eb3 build is out.',
      ),
    ],
  },
  {
    account: 'tembo',
    received: { supportAgo: '19h' },
    by: 'achieng',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Search does not find containers by the last four digits',
    description: prose`
      We always searched for containers by the last four digits, since that is what the crane driver shouts. Now it
      finds nothing unless I type the whole number from the start.
    `,
    steps: [
      take('10m', 'priya'),
      reply(
        '25m',
        'priya',
        prose`
          Hello Achieng,

          I understand how that slows you down. A way around that works now: type an asterisk in front, \`*4471\`.
          Since 8.2 the search looks at the beginning of a word unless told otherwise; the release notes said so
          in one line that was easy to miss.

          Priya Nair
        `,
      ),
      change('20m', 'priya', {
        priority: 'medium',
        reason:
          'Containers can be found with an asterisk in front (*4471), so work goes on, if more slowly. We keep at it as medium.',
      }),
      reply(
        '3h',
        'achieng',
        'The asterisk works. Medium is all right, but please do not forget us: the yard tablets have no asterisk on the first keyboard page.',
      ),
      change('1h', 'priya', {
        line: 2,
        assignee: 'noor',
        reason:
          'Asked: a per-field setting "find anywhere in the word" for container numbers. Way around is in place.',
      }),
      note(
        '2h 30m',
        'noor',
        'There is `search.infix` per field, off by default since 8.2 for size. 40 000 containers are nothing; trying it in their rehearsal environment.',
      ),
    ],
  },
  {
    account: 'tembo',
    received: { supportAgo: '24h' },
    by: 'abdi',
    channel: 'email',
    type: 'problem',
    priority: 'medium',
    subject: 'SMS to consignees go out with the wrong arrival time',
    description: prose`
      The SMS "Your cargo arrives at …" is three hours early, always exactly three. The trip itself shows the right
      time. Customers are waiting at the gate for nothing.

      Abdi
    `,
    steps: [
      take('30m', 'dele'),
      reply(
        '1h',
        'dele',
        prose`
          Hello Abdi,

          Three hours is just the distance of Nairobi from UTC, so the text step takes the time without your
          zone. In the step **Send SMS** please replace \`trip.eta\` by \`local(trip.eta)\`. The designer does it
          for you when you pick the field from the list instead of typing it.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
      reply('4h', 'abdi', 'Changed, and the first ten messages were right.'),
      solve(
        '1h',
        'dele',
        'The text step uses `local(trip.eta)`; times are written in the zone of the environment.',
        'A time typed as an expression is UTC in text steps, unlike in forms.',
      ),
    ],
  },
]
