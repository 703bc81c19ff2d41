import { change, type DemoCase, note, reply, solve, take } from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/** What Bluegum Health Mutual (Premium) has open since longer, and what was solved and waits for a word. */
export const openPremiumCases: readonly DemoCase[] = [
  {
    account: 'bluegum',
    received: { supportAgo: '31h' },
    by: 'harriet',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Dashboard "Claims today" counts in the wrong time zone',
    description: prose`
      At 10:00 in Brisbane the dashboard goes back to zero, so "today" seems to begin at midnight UTC. The claims team
      looks at it at 16:00 and sees six hours of work instead of eight.
    `,
    steps: [
      take('15m', 'mei'),
      reply(
        '40m',
        'mei',
        prose`
          Hello Harriet,

          You have read it right. A dashboard counts in the zone of the person who *made* it, and this one was made by
          our onboarding colleague in Europe. **Dashboard › Settings › Zone › Zone of the reader** puts it right for
          everybody at once.

          I did not want to change your dashboard without asking. May I, or would you rather do it?

          Mei Castellano
        `,
        { status: 'waiting_customer' },
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '44h' },
    by: 'kiran',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Webhook signature fails for bodies with emoji',
    description: prose`
      Webhooks from Studio to our event bus fail verification when the body contains characters outside the BMP, e.g.
      a member's message with an emoji. I can reproduce it with a single U+1F44D. HMAC over the raw bytes gives one
      value, your header has another.

      Test case: body \`{"text":"👍"}\`, secret \`test\`; happy to share the rest of the harness.
    `,
    steps: [
      take('10m', 'mei'),
      reply(
        '35m',
        'mei',
        prose`
        Hello Kiran,

        Reproduced with your one-character case, thank you for making it so small. We sign before the body is written
        as UTF-8, and one library on the way turns the character into a surrogate pair. That is for our engineers.

        As a bridge you can switch the webhook to \`"escape": true\` (Webhook › Advanced): bodies are pure ASCII then,
        and the signature holds.

        Mei Castellano
      `,
      ),
      change('10m', 'mei', {
        line: 4,
        assignee: 'bohdan',
        reason:
          'HMAC computed over UTF-16 code units for non-BMP characters. Minimal case on the case; bridge given.',
      }),
      note(
        '6h',
        'bohdan',
        'Signer takes a string, must take bytes. Fixed with vectors incl. lone surrogates; goes into 8.2.6. Staging of Bluegum already runs 8.2.6-rc1.',
      ),
      reply(
        '30m',
        'bohdan',
        prose`
          Hello Kiran,

          The signer takes bytes now. Release candidate 8.2.6-rc1 is on your staging environment; production follows
          with 8.2.6 in the window that you chose. I'd be grateful for a run of your harness against staging.

          Bohdan Kravets
        `,
        { status: 'waiting_other' },
      ),
      reply(
        '9h',
        'kiran',
        'All 312 cases of the harness are green on rc1, including lone surrogates. Leaving the bridge on in production until then.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '6h 20m' },
    by: 'kiran',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.development',
    priority: 'medium',
    subject: 'Custom component: safest way to keep state between two forms',
    description: prose`
      We build a custom component (TypeScript, component API v3) for capturing dental charts. The chart is begun in the
      triage form and finished in the assessment form, sometimes by another person a day later. Local storage is out
      of the question. Is \`context.draft\` meant for this, and does it survive an upgrade of the component?
    `,
    steps: [
      take('20m', 'mei'),
      change('10m', 'mei', {
        line: 3,
        assignee: 'ilse',
        reason:
          'Development consultation; Kiran is certified. Question on component API v3 drafts across versions.',
      }),
      reply(
        '45m',
        'ilse',
        prose`
          Hello Kiran,

          Yes, \`context.draft\` is meant for just that: it lies on the server, belongs to the *record* and not to the
          person, and is kept for 30 days. What it does not do is migrate. After an upgrade your component gets the
          draft as the old version wrote it, so put a version number inside:

          \`\`\`ts
          type ChartDraft = { v: 2; teeth: Record<string, Finding[]> }

          export function loadDraft(raw: unknown): ChartDraft {
            const draft = parseDraft(raw)
            return draft.v === 1 ? fromV1(draft) : draft
          }
          \`\`\`

          Two people at once: \`context.draft.save\` refuses when somebody saved in between and hands you theirs.
          Don't overwrite; show both.

          Ilse Vanterpool
        `,
      ),
      reply(
        '2h 30m',
        'kiran',
        prose`
        Very clear, thanks. Follow-up: a chart can reach 400 kB with annotations. Is there a limit on a draft, and is it
        counted against the record's size?
      `,
      ),
      note(
        '1h',
        'ilse',
        'Limit is 1 MB a draft, not counted against the record. Documented nowhere; asking for the page to be written before I answer.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '60h' },
    by: 'harriet',
    channel: 'portal',
    type: 'request',
    service: 'release.individual_schedule',
    priority: 'low',
    subject: 'Own update schedule for "Claims": never in the last week of a month',
    description: prose`
      The last five working days of each month are our settlement days. We ask for a schedule of our own for the
      environment "Claims": updates only on Wednesdays between 20:00 and 23:00 Brisbane time, and none in the last week
      of a month. Security fixes are welcome at any time, with a day's notice.
    `,
    steps: [
      take('2h', 'dele'),
      reply(
        '1h',
        'dele',
        prose`
        Hello Harriet,

        Thank you for giving the window and the exception in the same breath, that saves a round. I have passed your
        request on for approval. One question from the people who run the updates: may the *staging* environment keep
        the ordinary schedule, so that you see each release a week before?

        Dele Akinwande
      `,
        { status: 'waiting_customer' },
      ),
      reply('18h', 'harriet', 'Yes, staging on the ordinary schedule is just what we would want.'),
      note(
        '5h',
        'tomasz',
        'Approved from my side, operations confirm Wednesday 20:00–23:00 (+10:00). Entering it needs the approval on the agreement first.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '8h 10m' },
    by: 'megan',
    channel: 'email',
    type: 'problem',
    priority: 'low',
    subject: 'Printing a claim leaves an empty last page',
    description: prose`
      Hi, whenever I print a claim there is one empty page at the end. It does not hurt anybody, but we print around
      two hundred a day and I feel for the trees.

      Megan Whitlock
    `,
    steps: [take('3h', 'dele')],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '34h' },
    by: 'sione',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Provider import takes four hours instead of twenty minutes',
    description: prose`
      The weekly import of the provider directory (about 180,000 lines) took four hours last night. It used to take
      twenty minutes. It blocks the morning's first assessments, since provider records are locked meanwhile.
    `,
    steps: [
      take('10m', 'mei'),
      reply(
        '45m',
        'mei',
        prose`
        Hello Sione,

        The time is spent in one place: for every line the new duplicate check compares names "sounds like". On 180,000
        lines that is a lot of listening. You can limit the check to lines whose provider number is new:
        **Import › Mapping › Duplicates › Only for new keys**.

        Mei Castellano
      `,
      ),
      change('3h', 'sione', {
        priority: 'high',
        reason: 'The next import is tonight and would block the morning again.',
      }),
      reply(
        '20m',
        'mei',
        prose`
        I saw that you have raised it to high. I have put "only for new keys" on staging and run your file of last night
        there: 17 minutes. Shall I leave the change in production to you before tonight, or do it with you on a call?

        Mei Castellano
      `,
        { status: 'waiting_customer' },
      ),
      reply('2h', 'sione', 'Changed it myself just now, thanks for the dry run. We will know at 03:00.'),
      reply('14h', 'sione', '18 minutes. Everybody started on time.'),
      solve(
        '1h',
        'mei',
        'The duplicate check runs only for lines with a new provider number; the import takes 18 minutes.',
        'Release 8.2.5 turned on the "sounds like" check for imports by default.',
      ),
    ],
  },
  {
    account: 'bluegum',
    received: { supportAgo: '50h' },
    by: 'kiran',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.development',
    priority: 'low',
    subject: 'Unit tests for formula functions outside Studio',
    description: prose`
      Is there a supported way to run our 140 formula functions in CI, without an environment? We export the app as JSON
      on every merge and would like to test the formulas from that export.
    `,
    files: [
      {
        name: 'formula-sample.json',
        mediaType: 'application/json',
        content: verbatim`
          {
            "name": "excessForAdmission",
            "parameters": ["policy", "admissionDate"],
            "body": "if(policy.excess.paidThisYear, 0, policy.excess.amount)"
          }
        `,
      },
    ],
    steps: [
      change('1h', 'dele', {
        line: 3,
        assignee: 'ilse',
        reason: 'Development consultation, certified contact.',
      }),
      reply(
        '5h',
        'ilse',
        prose`
        Hello Kiran,

        Yes: the package \`@quillane/formula\` is the very engine that Studio runs, without Studio. It reads the export
        as it is.

        \`\`\`ts
        import { loadFunctions } from '@quillane/formula'

        const { excessForAdmission } = loadFunctions(exported)
        expect(excessForAdmission({ excess: { paidThisYear: true, amount: 500 } }, '2026-03-01')).toBe(0)
        \`\`\`

        Functions that read records need a stub for \`find\`; the second argument of \`loadFunctions\` takes it. Keep the
        package on the same minor version as your environment, 8.2 at present.

        Ilse Vanterpool
      `,
        { status: 'waiting_customer' },
      ),
      reply(
        '16h',
        'kiran',
        '140 functions, 611 assertions, 1.9 s in CI. Two real bugs found on the first day. This deserves a page in the documentation.',
      ),
      solve(
        '2h',
        'ilse',
        '`@quillane/formula` on the same minor version runs the exported functions in CI; `find` is stubbed.',
        'Consultation on development; a documentation page was asked for.',
      ),
    ],
  },
]
