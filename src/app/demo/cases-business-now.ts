import { change, type DemoCase, note, reply, take } from './demo-case.ts'
import { prose, verbatim } from './prose.ts'

/** What Tembo Freight (Business) has under way today. Support time runs every day from nine to six. */
export const presentBusinessCases: readonly DemoCase[] = [
  {
    account: 'tembo',
    received: { supportAgo: '1h 24m' },
    by: 'abdi',
    channel: 'email',
    type: 'problem',
    priority: 'high',
    subject: 'Weighbridge readings arrive as zero at Mombasa depot',
    description: prose`
      Hello support,

      Since about an hour every truck on the Mombasa weighbridge is recorded with 0 kg. The display of the bridge
      itself is right (28,440 kg for the last one). The gate cannot release trucks with a weight of zero, the
      queue is outside the port now.

      Nairobi and Kisumu are fine, same type of bridge. The connector says "last message 10 s ago".

      Abdi Warsame, depot operations
    `,
    steps: [],
  },
  {
    account: 'tembo',
    received: { supportAgo: '3h 18m' },
    by: 'achieng',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Customs form: "Consignee PIN" is mandatory even for transit goods',
    description: prose`
      For transit to Kampala the consignee has no Kenyan PIN, so the field should be optional when "Regime" is
      *Transit*. The rule is there (screenshot text below) and worked until yesterday. Today the form demands the
      PIN for everything. The clerks type "X" to get on, which then fails at customs.

      Rule as I see it in the designer: \`required when regime != "transit"\`
    `,
    steps: [],
  },
  {
    account: 'tembo',
    received: { supportAgo: '22m' },
    by: 'wanjiru',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Depot board shows yesterday’s roster after the morning refresh',
    description: prose`
      The wall screen in Nairobi shows the shift roster of the day before until somebody presses refresh. The
      board is set to refresh at 05:30. On my laptop the same board is right. It is the third morning.
    `,
    steps: [],
  },
  {
    account: 'tembo',
    received: { supportAgo: '1h 35m' },
    by: 'wanjiru',
    channel: 'phone',
    takenBy: 'dele',
    type: 'problem',
    priority: 'high',
    subject: 'Drivers are signed out every few minutes in the trip app',
    description: prose`
      Notes of the call: since the change of the identity provider last night, drivers are signed out of the trip
      app after three to five minutes. About 60 drivers on the road. They can sign in again, but the trip sheet
      they were filling in is lost. Office users are not touched.

      Tried with a test user: signed out after 4 min 50 s. Call back number is the one on file.
    `,
    steps: [
      note(
        '14m',
        'dele',
        prose`
          Access tokens from the new provider live for 300 seconds. Studio renews them with the refresh token,
          but the mobile client did not get one: scope \`offline_access\` is missing in the new registration.
          Office users have a web session of eight hours, which hides it.
        `,
      ),
      reply(
        '6m',
        'dele',
        prose`
          Hello Wanjiru,

          As said on the phone, in writing for your identity team:

          1. In the provider's registration "Tembo Studio mobile", add the scope \`offline_access\`.
          2. Under **Administration › Sign-in › Provider › Scopes**, add the same word and save.
          3. Drivers sign in once more; after that the app renews itself.

          As a bridge, trip sheets can be kept on the phone: **Trip app › Settings › Keep drafts on this device**.
          I have checked that the switch is allowed in your environment.

          Dele Akinwande
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '38m',
        'wanjiru',
        prose`
          The identity team has added the scope. Four drivers have stayed in for 20 minutes now. We are rolling the
          message out to all of them. Please keep this open until the evening shift has started.
        `,
      ),
    ],
  },
  {
    account: 'tembo',
    received: { supportAgo: '14h' },
    by: 'abdi',
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    subject: 'Flow "Close trip" runs for ten minutes since we added fuel receipts',
    description: prose`
      Closing a trip took five seconds. Since last week we attach fuel receipts and the flow compares each receipt
      with the price list. Now it runs for nine to eleven minutes and sometimes stops with "time limit". The run
      log of one of them is attached.
    `,
    files: [
      {
        name: 'run-88412.log',
        mediaType: 'text/plain',
        content: verbatim`
          run 88412 flow "Close trip" record TRIP-20931
          00:00.0 start
          00:00.4 for each receipt (14)
          00:00.4   find FuelPrice where station = receipt.station          41.8 s   61 204 records read
          00:42.2   find FuelPrice where station = receipt.station          42.1 s   61 204 records read
          01:24.3   find FuelPrice where station = receipt.station          41.7 s   61 204 records read
          ...
          10:00.0 stopped: time limit
        `,
      },
    ],
    steps: [
      take('20m', 'priya'),
      reply(
        '1h 30m',
        'priya',
        prose`
          Hello Abdi,

          Your log tells it very well: for each of the 14 receipts the flow reads all 61,204 fuel prices, about
          42 seconds each time. There should be an index for that. I give this to our product specialists and
          stay the one who writes to you.

          If it hurts today: **Flow › Close trip › Settings › Time limit** can go up to 30 minutes.

          Priya Nair
        `,
      ),
      change('5m', 'priya', {
        line: 2,
        assignee: 'noor',
        reason:
          'Full read of FuelPrice in a loop (61 204 records × 14). Index on "station" exists but is not used.',
      }),
      note(
        '3h 40m',
        'noor',
        prose`
          The index is on \`station\` as text; \`receipt.station\` is a link, so the comparison casts every row.
          Comparing link with link (\`FuelPrice.station_ref\`) uses the index: 41.8 s → 0.03 s on a copy of their
          data. Taking the loop out altogether would be better still, but that is their design.
        `,
      ),
      reply(
        '45m',
        'noor',
        prose`
          Hello Abdi, Noor from the product specialists.

          In the step "find FuelPrice", compare **Station (link)** with **Receipt › Station (link)** instead of
          the two names. On a copy of your data one search takes 0.03 seconds then, and the whole flow about four.

          May I make that change in your rehearsal environment, so that you can try it with real trips first?

          Noor Haddad
        `,
        { status: 'waiting_customer' },
      ),
      reply(
        '2h 20m',
        'abdi',
        'Yes please, go ahead in rehearsal. TRIP-20931 and TRIP-20944 are good ones to try, both have many receipts.',
      ),
    ],
  },
]
