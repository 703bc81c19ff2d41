import { change, type DemoCase, note, reply, solve, take } from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/** What Vellerup Bakeries (Basic) has open. Support time runs Monday to Friday, nine to six. */
export const openBasicCases: readonly DemoCase[] = [
  {
    account: 'vellerup',
    received: { supportAgo: '2h 5m' },
    by: 'tilde',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Delivery date is lost when an order is saved from a phone',
    description: prose`
      Our drivers enter standing orders on their phones (Android, Chrome). The field "Delivery date" shows the
      date while they type, but after **Save** the order comes back with the date empty. On a laptop the same
      form keeps it.

      It began on Monday morning. Nothing was changed by us over the weekend. We now ask the drivers to put the
      date into the note, and I copy it over by hand in the afternoon, about thirty orders a day.
    `,
    steps: [],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '3h 25m' },
    by: 'maren',
    channel: 'email',
    type: 'problem',
    priority: 'high',
    subject: 'Nobody in the Odense shop can sign in since this morning',
    description: prose`
      Good morning,

      All six people in Odense get sent back to the sign-in page as soon as they have typed their password.
      There is no error message, the page just returns. Aarhus and the head office work as usual.

      The only thing that differs: Odense got new addresses last night, from @odense.basic.example to
      @basic.example. The shop cannot see the day's orders, so this is urgent for us.

      Kind regards,
      Maren Skovgaard
    `,
    steps: [
      note(
        '40m',
        'dele',
        prose`
          Looks like the loop we know from changed sign-in names: the session still carries the old address, and
          the role lookup goes by address. Checking in the sign-in log of their environment whether there are
          \`role_not_found\` lines before I write, so that the first answer is the right one.
        `,
      ),
    ],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '8h 25m' },
    by: 'tilde',
    channel: 'email',
    type: 'problem',
    priority: 'medium',
    subject: 'Invoice export writes amounts with a point instead of a comma',
    description: prose`
      Hello,

      Since the update our monthly invoice export has "1249.50" where it used to have "1249,50". Our accounting
      program reads that as 124.950 crowns. I noticed before anything was booked, but I have to repair the file
      by hand before each import. Both files are attached, October and November.

      Tilde Rask, bookkeeping
    `,
    files: [
      {
        name: 'invoices-october.csv',
        mediaType: 'text/csv',
        content: verbatim`
          invoice;customer;amount
          20411;Café Nordlys;1249,50
          20412;Hotel Fjordkroen;8310,00
          20413;Skolekøkkenet Vejle;642,25
        `,
      },
      {
        name: 'invoices-november.csv',
        mediaType: 'text/csv',
        content: verbatim`
          invoice;customer;amount
          20598;Café Nordlys;1249.50
          20599;Hotel Fjordkroen;7985.00
          20600;Skolekøkkenet Vejle;655.75
        `,
      },
    ],
    steps: [take('1h 10m', 'priya')],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '22h' },
    by: 'tilde',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'The flow "Remind unpaid" sent two reminders to the same customers',
    description: prose`
      On Tuesday eleven customers got the payment reminder twice, at 08:00 and again at 08:04. The run log shows
      two runs of the flow "Remind unpaid", both started by the schedule. We did not start it by hand.

      Two of the customers have complained, so I have switched the flow off for now.
    `,
    steps: [
      take('35m', 'priya'),
      reply(
        '1h 15m',
        'priya',
        prose`
          Hello Tilde,

          Thank you for switching the flow off; that was the right thing to do. I can see both runs as well:
          08:00:02 and 08:04:11. The second one was started by a schedule named "Remind unpaid (copy)", which
          sits in the same flow and was made three weeks ago.

          Could you tell me whether somebody needed that copy? If not, I would ask you to delete it under
          **Flow › Schedules** and to switch the flow on again. I would also like to know that no reminder went
          out twice before Tuesday: the list is under **Runs › Filter › Sent mail**.

          Priya Nair
        `,
        { status: 'waiting_customer' },
      ),
    ],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '41h' },
    by: 'maren',
    channel: 'portal',
    type: 'problem',
    priority: 'low',
    subject: 'Danish letters are cut from file names when labels are downloaded',
    description: prose`
      When we download the shelf labels as a PDF, "Rugbrød med kærnesaft.pdf" becomes "Rugbrd med krnesaft.pdf".
      The labels themselves are right. It is only ugly, but our shops look for the files by name.
    `,
    steps: [
      take('3h', 'dele'),
      reply(
        '1h',
        'dele',
        prose`
          Hello Maren,

          I can make it happen here as well: every letter outside the English alphabet is dropped from the name
          of a download, in all browsers. The contents are not touched. I am handing this to our engineers with
          the steps, and will come back to you with what they say.

          Dele Akinwande
        `,
      ),
      change('20m', 'dele', {
        line: 4,
        assignee: 'bohdan',
        reason:
          'Reproduced on 8.2.3 and 8.2.5 with three browsers; the header is written by the PDF renderer.',
      }),
      note(
        '5h',
        'bohdan',
        prose`
          \`Content-Disposition\` is written with \`filename=\` only, and the renderer strips what is not ASCII.
          The fix is to add \`filename*=UTF-8''…\` beside it. Merged for 8.2.6, with a test for Danish, Polish and
          Vietnamese names.
        `,
      ),
      reply(
        '1h 30m',
        'dele',
        prose`
          Hello Maren,

          Our engineers found it: the name is sent in a form that only knows English letters. It is put right in
          release 8.2.6, which reaches your environment in its usual window after testing. Until then, the button
          **Open in browser** and saving from there keeps the name whole.

          I keep this case open until you have seen it work.

          Dele Akinwande
        `,
        { status: 'waiting_other' },
      ),
    ],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '15h' },
    by: 'maren',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.platform',
    priority: 'low',
    subject: 'Can two shops share one price list but keep their own stock?',
    description: prose`
      We are opening a second shop in Esbjerg. Prices should be the same everywhere and be changed in one place,
      but each shop counts its own stock and must not see the other's figures. Is that one app with roles, or two
      apps? I would rather ask before we build it twice.
    `,
    steps: [
      take('2h', 'priya'),
      reply(
        '2h 20m',
        'priya',
        prose`
          Hello Maren,

          Good that you ask first. It is one app. Keep **Products** with the prices as one object for everybody,
          and put the count into a second object **Stock** with a field "Shop". A rule on that object, *shop of
          the record = shop of the reader*, does the rest; people in Esbjerg then never load Aarhus' figures.

          One question is beyond me: whether your stocktake on paper can be imported per shop. I have asked my
          colleague Noor, who knows the import inside out.

          Priya Nair
        `,
      ),
      change('15m', 'priya', {
        line: 2,
        assignee: 'noor',
        reason: 'Structure is answered. Open: stocktake import that sets "Shop" from the name of the file.',
      }),
      note(
        '2h',
        'noor',
        'Import mapping cannot read the file name, but a fixed value per mapping can be saved: one mapping per shop.',
      ),
      reply(
        '40m',
        'noor',
        prose`
          Hello Maren,

          Noor here, I look after imports. You can: make one import mapping for each shop and give the field
          "Shop" the fixed value there ("Odense", "Esbjerg"). Whoever uploads the sheet picks the mapping, and
          the column need not be in the sheet at all.

          Would you like me to look over the two objects once you have them? Half an hour of building is enough
          to see whether the rule does what you want.

          Noor Haddad
        `,
      ),
      reply(
        '50m',
        'maren',
        prose`
          That is simpler than I feared, thank you both. I have made the two objects in the evening. What I do not
          understand yet: the head office (me) should see *all* stock. Do I need a second rule, or does my admin
          role do that already?
        `,
      ),
    ],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '5h' },
    by: 'tilde',
    channel: 'email',
    type: 'problem',
    priority: 'low',
    subject: 'Spelling: "Recieved" on the printed delivery note',
    description: prose`
      A small one: the delivery note template says "Recieved by". A customer pointed it out, politely. We did not
      write that template, it came with the app.

      Tilde
    `,
    steps: [],
  },
  {
    account: 'vellerup',
    received: { supportAgo: '30h' },
    by: 'maren',
    channel: 'portal',
    type: 'consultation',
    topic: 'consultation.administration',
    priority: 'medium',
    subject: 'How do we take away access when somebody leaves, without losing their orders?',
    description: prose`
      A colleague in Aarhus leaves at the end of the month. If I delete her user, the app warns that "records
      owned by this user will have no owner". There are about 900 orders in her name. What is the proper way?
    `,
    steps: [
      take('25m', 'dele'),
      reply(
        '1h 35m',
        'dele',
        prose`
          Hello Maren,

          Please don't delete her; deactivate her. **Administration › People › her name › Deactivate** ends her
          sessions within a minute and frees the licence, and her orders keep her name, which your auditor will
          like as well.

          Open orders are another matter, since nobody would be told about them. In the same dialog choose
          **Hand open records to** and name a colleague. You can do that days before she leaves.

          Dele Akinwande
        `,
      ),
      reply(
        '6h',
        'maren',
        'Perfect, the dialog even showed me that it is only 14 open orders. Done, and the hand-over is dated the 30th.',
      ),
      solve(
        '1h',
        'dele',
        prose`
          People who leave are deactivated, not deleted. Open records are handed to a colleague in the same
          dialog (**Hand open records to**), closed ones keep the name of their owner.
        `,
        'Question about administration; the warning on deleting does not mention deactivating.',
      ),
    ],
  },
]
