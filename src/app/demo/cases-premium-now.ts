import { change, type DemoCase, note, reply, take } from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/**
 * What Bluegum Health Mutual (Premium) has under way at this hour: promises that are young, close and late.
 * Support is always open there, so minutes ago are minutes ago.
 */
export const presentPremiumCases: readonly DemoCase[] = [
  {
    account: 'bluegum',
    received: { supportAgo: '9m' },
    by: 'sione',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Claims over $10,000 skip the second assessor',
    description: prose`
      Three claims above ten thousand dollars went straight to payment today. They must stop at "Second assessment".
      Two are held at the bank, one ($12,480.00) is paid. Claim numbers C-771204, C-771219 and C-771263.

      I have stopped the payment flow by hand. Nobody is being paid at the moment.
    `,
    steps: [],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '18m' },
    by: 'harriet',
    channel: 'email',
    type: 'problem',
    priority: 'high',
    subject: 'Member portal: error 502 for about every third page',
    description: prose`
      Hi team,

      Members report "Bad gateway" on the member portal since a quarter of an hour. We see it as well, roughly one
      page in three, on every page and not only on claims. Our own status board is all green. Reloading helps
      most of the time.

      Our call centre has 40 people in the queue.

      Harriet Lowe
      Head of Member Systems
    `,
    steps: [],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '26m' },
    by: 'megan',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Payment file to the bank is empty',
    description: prose`
      The nightly run "ABA payment file" finished without an error, but the file has only the header and the footer:
      0 payments. There are 1,306 approved claims waiting. The bank's cut-off is in four hours.
    `,
    files: [
      {
        name: 'payments.aba.txt',
        mediaType: 'text/plain',
        content: verbatim`
          0                 01BGH       BLUEGUM HEALTH MUTUAL     301500CLAIMS      000000
          7999-999            000000000000000000000000000000                        000000
        `,
      },
    ],
    steps: [
      take('6m', 'mei'),
      note(
        '11m',
        'mei',
        prose`
          The query in the run asks for \`status = "Approved"\`. The picklist has been renamed to "Approved for
          payment" at 14:20 their time (audit of the environment, Luca Ferraro). Writing to Megan now.
        `,
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '2h 17m' },
    by: 'megan',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Letter templates lose the second page when edited',
    description: prose`
      When I open a two-page letter in the editor and save it without any change, only the first page is left. I have
      restored two from the history. Nobody else should edit letters until we know why, I have told the team.
    `,
    steps: [],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '1h 2m' },
    by: 'megan',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Search for members by date of birth finds nobody born before 1930',
    description: prose`
      Searching for a member born on 4 March 1928 finds nothing; the record is there when I search by name. Born in
      1931 works. We have 212 members in that age group and the call centre verifies them by date of birth.
    `,
    steps: [],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '1h 33m' },
    by: 'sione',
    channel: 'email',
    type: 'problem',
    priority: 'medium',
    subject: 'Attachments from hospitals are rejected: "type not allowed"',
    description: prose`
      Hello,

      Two hospitals send their invoices as .xml inside .zip since this week. Our intake form rejects them with "type
      not allowed". We have added zip to the allowed types on the field, with no effect.

      Sione Tuala
    `,
    steps: [take('50m', 'mei')],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '19h 40m' },
    by: 'kiran',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Eligibility connector times out against the national register',
    description: prose`
      Since 02:10 AEST about 60 % of the calls from the eligibility connector end after 30 s with \`ETIMEDOUT\`. From a
      shell in the same region the register answers in 300 ms, so I do not think it is their side. Assessors now
      check by phone, which triples the time for each claim.
    `,
    files: [
      {
        name: 'connector-sample.log',
        mediaType: 'text/plain',
        content: verbatim`
          02:09:58.114 eligibility call=9f31 status=200 ms=287
          02:10:28.902 eligibility call=9f40 error=ETIMEDOUT ms=30001 pool=8/8 waiting=41
          02:10:28.911 eligibility call=9f41 error=ETIMEDOUT ms=30002 pool=8/8 waiting=40
          02:10:29.350 eligibility call=9f77 status=200 ms=311 pool=8/8 waiting=39
        `,
      },
    ],
    steps: [
      take('4m', 'mei'),
      reply(
        '5m',
        'mei',
        prose`
          Hello Kiran,

          Your log already names a suspect: \`pool=8/8 waiting=41\`. Calls do not time out at the register, they time
          out queueing for one of eight connections. I am looking at what holds those eight, and write again
          within the hour.

          Mei Castellano
        `,
      ),
      note(
        '35m',
        'mei',
        'Six of eight sockets in CLOSE_WAIT since 02:10, when the register rotated its certificate. The pool does not notice that the other side has hung up.',
      ),
      change('5m', 'mei', {
        line: 3,
        assignee: 'ilse',
        reason:
          'Half-closed sockets stay in the connector pool after the peer resets. Dump is on the environment under /diagnostics/0210.',
      }),
      reply(
        '10m',
        'ilse',
        prose`
          Hello Kiran, Ilse from the experts.

          Mei is right. The register closed all connections when it changed its certificate at 02:10; six of ours did
          not notice and have been holding their places since. I have restarted the connector in your production
          environment with Harriet's consent (03:12 AEST) and the queue is empty.

          It is not solved: the next change of certificate would do it again. I am preparing a setting that drops
          silent connections after 60 s, for staging first.

          Ilse Vanterpool
        `,
      ),
      reply(
        '1h 40m',
        'kiran',
        prose`
        Confirmed, p95 is back at 340 ms and there were no timeouts in the last hour. The register announces another
        rotation for the night after tomorrow, so a lasting fix before that would let me sleep.
      `,
      ),
      note(
        '5h',
        'ilse',
        'Setting `idleProbeSeconds` tried on staging with a peer that resets silently: dropped after 60 s, no lost call in 10 000. Waiting for the change window to put it on production.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '22h 50m' },
    by: 'harriet',
    channel: 'phone',
    takenBy: 'mei',
    type: 'problem',
    priority: 'high',
    subject: 'Members see the claims of their former spouse',
    description: prose`
      Notes of the call: after a divorce is recorded, the former partner still sees new claims in the member portal. Two
      members have reported it. Harriet treats it as a privacy incident and needs a written finding for the regulator.
      No details of the members on this case, please; she sends the numbers by the secure form.
    `,
    steps: [
      reply(
        '25m',
        'mei',
        prose`
          Hello Harriet,

          As agreed on the phone: with you listening I have switched the rule "Family sees claims" to *off*, so from
          now on nobody sees anybody else's claims. Families will ask, but nothing more can leak.

          The cause goes to our engineers right away, and I ask them for a finding in words that a regulator can read.

          Mei Castellano
        `,
      ),
      change('10m', 'mei', {
        line: 4,
        assignee: 'bohdan',
        reason:
          'Access outlives the end of a relation. Privacy incident at the customer; written finding needed.',
      }),
      note(
        '4h',
        'bohdan',
        'Relations are cached per session AND per member for 24 h; ending a relation clears the first and not the second. Since 8.2.0. Other customers: only those with rules over relations, list with Tomasz.',
      ),
      reply(
        '1h 15m',
        'bohdan',
        prose`
          Hello Harriet, Bohdan from product engineering.

          The finding so far: when a relation ends, what the former partner may see was remembered for up to 24 hours.
          Records that were opened in that time can be listed exactly, and I have put the list of them for your
          environment behind the secure form. It is two members and nine views, none of them by anyone else.

          A corrected build runs on your staging environment. Please have someone end a test relation there.

          Bohdan Kravets
        `,
      ),
      reply(
        '3h 5m',
        'sione',
        'Tested on staging on Harriet’s behalf: ended four relations, access is gone at the next click. From our side it may go to production in tonight’s window.',
      ),
      note(
        '8h',
        'tomasz',
        'Security advisory is drafted for the other two customers concerned. Legal reads it this afternoon. The finding for the regulator goes out with the fix.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '26h 30m' },
    by: 'sione',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'Assessment queue does not hand out claims to part-time assessors',
    description: prose`
      Claims are handed out evenly to the assessors on shift. Since the change of the roster on Sunday the eleven
      part-timers get none, and the others are at 140 % of a normal day. We hand claims out by hand now.
    `,
    steps: [
      take('5m', 'dele'),
      reply(
        '16m',
        'dele',
        prose`
        Hello Sione,

        I have your roster open. The part-timers' shifts are entered as "09:00–13:00, UTC", everybody else's as
        "Australia/Brisbane". In UTC those shifts lie in your night, so the queue thinks they are at home.

        Is that from the new roster import? If so, please send me the first lines of the file.

        Dele Akinwande
      `,
        { status: 'waiting_customer' },
      ),
      reply('50m', 'sione', 'Yes, imported on Sunday. First lines attached.', {
        files: [
          {
            name: 'roster-head.csv',
            mediaType: 'text/csv',
            content: verbatim`
              person,from,to,zone
              A. Petrie,09:00,13:00,
              J. Okafor,09:00,13:00,
              S. Lindqvist,08:00,17:00,Australia/Brisbane
            `,
          },
        ],
      }),
      reply(
        '30m',
        'dele',
        prose`
        There it is: the column "zone" is empty for the part-timers, and the import then takes UTC. Putting the zone
        into the file and importing it again would give them claims from tomorrow's shift.

        For today I have asked our specialists for a way that does not drop the claims already handed out.

        Dele Akinwande
      `,
      ),
      change('10m', 'dele', {
        line: 2,
        assignee: 'noor',
        reason:
          'Roster re-import resets running assignments. Needs the "keep assignments" import switch, specialists only.',
      }),
      note(
        '24h',
        'noor',
        'Switch is on, but the re-import in staging doubled three people. Not letting this near production before I know why. Overdue, I know; Tomasz has told Harriet.',
      ),
    ],
  },
]
