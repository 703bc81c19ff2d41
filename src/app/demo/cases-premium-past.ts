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

/** What Bluegum Health Mutual (Premium) had closed. Every hour is support time there. */
export const pastPremiumCases: readonly DemoCase[] = [
  {
    account: 'bluegum',
    received: { daysAgo: 16, at: '02:40' },
    by: 'sione',
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    subject: 'After-hours hotline form cannot be opened',
    description: prose`
      The nurses on the night hotline get a white page when they open the form "Night triage". It is 02:40 here. Other
      forms open. They write on paper at the moment.
    `,
    steps: [
      take('3m', 'noor'),
      reply(
        '8m',
        'noor',
        prose`
        Hello Sione,

        I have the white page here too. The form asks for the picture of a body map that was deleted at 22:51, and
        waits for it for ever. I have put the picture back from the bin; please reload once with Ctrl+F5.

        Noor Haddad
      `,
        { status: 'waiting_customer' },
      ),
      reply('6m', 'sione', 'The form is back. The nurses say thank you, in capital letters.'),
      note('20m', 'noor', 'A missing image must not stop a form. Filed for engineering with the steps.'),
      solve(
        '15m',
        'noor',
        'The deleted picture was restored from the bin. A missing picture will show a placeholder from 8.2.5 on.',
        'A form waited without end for a picture that somebody had deleted.',
      ),
      confirm('7h', 'sione'),
    ],
  },
  {
    account: 'bluegum',
    received: { daysAgo: 37, at: '11:15' },
    by: 'harriet',
    channel: 'email',
    type: 'problem',
    priority: 'high',
    subject: 'Direct debits were prepared twice for 318 members',
    description: prose`
      The direct debit run shows 318 members with two debits for this month. The file has not gone to the bank; the
      release is at 16:00 today. Can you tell us safely which of the two to remove?

      Harriet Lowe
    `,
    files: [
      {
        name: 'double-debits-first-lines.csv',
        mediaType: 'text/csv',
        content: verbatim`
          member,debit,amount,prepared at
          M-20418,D-90011,184.20,04:00:12
          M-20418,D-90954,184.20,04:31:40
          M-20977,D-90013,92.10,04:00:12
          M-20977,D-90956,92.10,04:31:40
        `,
      },
    ],
    steps: [
      take('6m', 'priya'),
      reply(
        '21m',
        'priya',
        prose`
        Hello Harriet,

        Please hold the file, which you do anyway. All second debits were prepared at 04:31 by a run that started again
        after a restart of the server. Those are the ones to remove, and I am having that confirmed by our engineers
        before you touch anything.

        Priya Nair
      `,
      ),
      change('4m', 'priya', {
        line: 4,
        assignee: 'bohdan',
        reason: 'Scheduled run resumed after restart without its checkpoint. Bank cut-off 16:00 AEST.',
      }),
      note(
        '1h 10m',
        'bohdan',
        'Confirmed: exactly the 318 with prepared_at ≥ 04:31:00. Script removes them and writes the list; dry run matches Harriet’s count.',
      ),
      reply(
        '10m',
        'priya',
        prose`
        Confirmed: it is exactly the 318 debits from 04:31, nothing else. Our engineer has a script ready whose dry run
        gives the same 318. If you agree, he runs it now, and the sum of the file should then be $61,904.35.

        Priya Nair
      `,
        { status: 'waiting_customer' },
      ),
      reply(
        '12m',
        'harriet',
        'Agreed, please run it. I have the sum from last month beside me and 61,904.35 is what I would expect.',
      ),
      reply(
        '15m',
        'bohdan',
        prose`
        Done: 318 removed, sum $61,904.35, list of the removed ones in **Exports**. Release 8.2.5 lets a run continue from
        its checkpoint, so a restart no longer begins anew.

        Bohdan Kravets
      `,
      ),
      solve(
        '3h',
        'bohdan',
        'The 318 second debits were removed before the bank’s cut-off; the sum was confirmed. Runs continue from a checkpoint from 8.2.5 on.',
        'A scheduled run began anew after a server restart.',
      ),
      confirm('20h', 'harriet'),
    ],
  },
  {
    account: 'bluegum',
    received: { daysAgo: 58, at: '08:30' },
    by: 'megan',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Screen reader does not announce errors in the hospital claim form',
    description: prose`
      Two of our assessors work with a screen reader. In the form "Hospital claim" they are not told which field is
      wrong after **Submit**; the focus stays on the button and nothing is read. In older forms it worked.
    `,
    steps: [
      take('30m', 'dele'),
      reply(
        '1h',
        'dele',
        prose`
        Hello Megan,

        That must not be. I can follow it with two screen readers: forms with sections (yours has five) collect the
        errors at the top, but do not move the focus there. I have marked it as an accessibility fault for our
        engineers, which gives it a place in the next release and not "some day".

        Until then, pressing **Alt+E** in a form jumps to the first error. It is an old shortcut and still works.

        Dele Akinwande
      `,
      ),
      change('15m', 'dele', {
        line: 4,
        assignee: 'bohdan',
        reason:
          'Focus is not moved to the error summary in sectioned forms. WCAG 3.3.1; two people cannot work unaided.',
      }),
      note(
        '30h',
        'bohdan',
        'Focus and role="alert" restored for sectioned forms. The two assessors’ own setup would be the best test.',
      ),
      change('2h', 'dele', { status: 'waiting_other' }),
      reply(
        '60h',
        'dele',
        prose`
        Hello Megan,

        The correction is on your staging environment. It took us longer than the three days we promise you for this
        priority, since it came with a release; I am sorry, and Tomasz will put it into your quarterly report.

        Would your two colleagues try it there? What they say counts more than our tests.

        Dele Akinwande
      `,
        { status: 'waiting_customer' },
      ),
      reply(
        '5h',
        'megan',
        'Both have tried it for a morning. Errors are read at once, and in the right order. Alt+E was news to all of us.',
      ),
      solve(
        '1h',
        'dele',
        'Errors of sectioned forms take the focus and are announced. On production since 8.2.5.',
        'The error summary of sectioned forms did not receive the focus.',
      ),
      confirm('22h', 'megan'),
      record(
        '1h',
        'bohdan',
        'waiting_inside',
        'The change was ready in a day; the release that carried it waited for the next maintenance window.',
        'The solution came a day after the time we had promised. The change was ready; our release was not.',
      ),
      approve('3h', 'tomasz', 'Accessibility fixes may go out between releases from now on.'),
    ],
  },
  {
    account: 'bluegum',
    received: { daysAgo: 16, at: '02:52' },
    by: 'megan',
    channel: 'email',
    type: 'problem',
    priority: 'high',
    subject: 'White page on Night triage',
    description: prose`
      Hello, the nurse on duty in Sydney called me, "Night triage" shows a white page. I cannot see whether somebody has
      told you yet.

      Megan
    `,
    steps: [
      reply(
        '5m',
        'noor',
        prose`
        Hello Megan,

        Sione wrote twelve minutes before you, and the picture that the form was missing is back as of a minute ago.
        Please reload with Ctrl+F5. I close this one as a duplicate, his case tells the rest.

        Noor Haddad
      `,
      ),
      duplicate('2m', 'noor', 'After-hours hotline form cannot be opened'),
    ],
  },
  {
    account: 'bluegum',
    received: { daysAgo: 74, at: '15:45' },
    by: 'harriet',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.administration',
    priority: 'medium',
    subject: 'How long are sign-in logs kept, and can our auditor read them?',
    description: prose`
      Our auditor asks for twelve months of sign-in logs for "Claims", with address and result, and would prefer to read
      them himself rather than to get a file. What can he be given without making him an administrator?
    `,
    steps: [
      take('20m', 'priya'),
      reply(
        '50m',
        'priya',
        prose`
        Hello Harriet,

        Sign-ins are kept for 13 months in your package, with time, address, way of signing in and result. Give your
        auditor the role **Auditor (read only)**: he sees logs, roles and the history of settings, but no record of a
        member. It uses no licence, and you can give it an end date.

        Priya Nair
      `,
      ),
      reply(
        '40m',
        'harriet',
        'No member data and an end date: he is delighted, and so is our privacy officer.',
      ),
      solve(
        '30m',
        'priya',
        'Role "Auditor (read only)" with an end date; sign-in logs reach back 13 months.',
        'Consultation on administration.',
      ),
      confirm('16h', 'harriet'),
    ],
  },
]
