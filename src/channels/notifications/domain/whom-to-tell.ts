import { type Audience, type NotificationKind, strongest } from './notification-kinds.ts'

/** Someone who can be told. `login` is the same for one person who is staff here and a contact there. */
export type Person = { kind: Audience; id: string; login: string | null }

/** One thing that happened; an act may be several, as a reply that also changes the status. */
export type News =
  | { what: 'opened' }
  | { what: 'customer_message'; chases: boolean }
  | { what: 'our_message' }
  | { what: 'note'; mentioned: readonly Person[] }
  | { what: 'assigned'; to: Person | null }
  | { what: 'handed_over' }
  | { what: 'priority' }
  | { what: 'solved' }
  | { what: 'closed' }
  | { what: 'reopened' }
  | { what: 'waiting_for_customer' }
  /** `named` are those whom the rules of warnings name. */
  | { what: 'clock_warned' | 'clock_breached'; guaranteed: boolean; named: readonly Person[] }
  | { what: 'service_answered' | 'service_revoked' | 'contested' }
  | { what: 'certification_ending'; told: readonly Person[] }
  | { what: 'priority_asked' }
  | { what: 'priority_answered'; asker: Person | null }
  | { what: 'watcher_added'; watcher: Person | null }
  | { what: 'request_asked'; asked: Person | null }
  | { what: 'request_answered'; asker: Person | null }
  | { what: 'seat_given' | 'seat_kept' | 'seat_ended' | 'seat_not_kept'; holder: Person | null }
  | { what: 'seats_to_choose'; admins: readonly Person[] }
  | { what: 'agreement_ending'; admins: readonly Person[] }
  | { what: 'mail_failed' }
  | { what: 'webhook_disabled'; admins: readonly Person[] }
  | { what: 'mail_flooded' }
  | { what: 'triage_grew' }

/** Who is around when it happens. Contacts are only those who may see the case: its opener and its watchers. */
export type Scene = {
  /** Null where the product itself acted. */
  actor: Person | null
  opener: Person | null
  watchers: readonly Person[]
  assignee: Person | null
  /** Who is on the line that has the case. */
  line: readonly Person[]
  managers: readonly Person[]
}

export type Told = {
  person: Person
  kind: NotificationKind
  /** The news itself goes to them as a mail already: the reply, or the receipt. */
  carried: boolean
}

type Telling = { kind: NotificationKind; to: readonly (Person | null)[] }

/**
 * Who is told of an act, and as what: nobody of what they did themselves, everybody once, contacts never of what
 * is internal.
 */
export function whomToTell(act: readonly News[], scene: Scene): Told[] {
  const tellings = act.flatMap((news) => tellingsOf(news, scene))
  const people = uniquePeople(tellings.flatMap(({ to }) => [...to]))
  return people
    .filter((person) => !isSame(person, scene.actor))
    .flatMap((person) => {
      const kinds = tellings
        .filter(({ to }) => to.some((one) => one?.id === person.id))
        .map(({ kind }) => kind)
      const kind = strongest(person.kind, kinds)
      return kind === undefined ? [] : [{ person, kind, carried: isCarried(act, scene, person) }]
    })
}

function tellingsOf(news: News, scene: Scene): Telling[] {
  const { actor, opener, watchers, assignee, line, managers } = scene
  const customers = [opener, ...watchers]
  const owners = assignee === null ? line : [assignee]
  const byCustomer = actor?.kind === 'contact'
  switch (news.what) {
    case 'opened':
      return [
        { kind: 'case_opened', to: line },
        { kind: 'case_received', to: [opener] },
      ]
    case 'customer_message':
      return [
        { kind: news.chases ? 'customer_chased' : 'customer_replied', to: owners },
        { kind: 'colleague_wrote', to: customers },
      ]
    case 'our_message':
      return [{ kind: 'reply', to: customers }]
    case 'note':
      return [{ kind: 'mentioned', to: news.mentioned.filter((one) => one.kind === 'staff') }]
    case 'assigned':
      return [{ kind: 'assigned', to: [news.to] }]
    case 'handed_over':
      return [{ kind: 'handed_over', to: line }]
    case 'priority':
      return byCustomer
        ? [
            { kind: 'priority_changed', to: owners },
            { kind: 'priority_changed', to: customers },
          ]
        : [{ kind: 'priority_changed', to: customers }]
    case 'solved':
    case 'closed':
    case 'reopened':
      return [
        { kind: news.what, to: customers },
        { kind: news.what, to: byCustomer || news.what === 'reopened' ? owners : [] },
      ]
    case 'waiting_for_customer':
      return [{ kind: 'waiting_for_you', to: [opener] }]
    case 'clock_breached':
      return news.guaranteed
        ? [{ kind: 'clock_breached', to: [...owners, ...news.named] }]
        : [{ kind: 'target_missed', to: news.named }]
    case 'clock_warned':
      return [{ kind: news.guaranteed ? 'clock_warning' : 'target_warning', to: news.named }]
    case 'service_answered':
    case 'service_revoked':
    case 'contested':
      return [{ kind: news.what, to: customers }]
    case 'certification_ending':
      return [{ kind: 'certification_ending', to: news.told }]
    case 'priority_asked':
      return [{ kind: 'priority_asked', to: owners }]
    case 'priority_answered':
      return [{ kind: 'priority_answered', to: [news.asker] }]
    case 'watcher_added':
      return [{ kind: 'watching', to: [news.watcher] }]
    case 'request_asked':
      return [{ kind: 'request_asked', to: [news.asked] }]
    case 'request_answered':
      return [{ kind: 'request_answered', to: [news.asker] }]
    case 'seats_to_choose':
      return [{ kind: 'seats_to_choose', to: news.admins }]
    case 'seat_given':
    case 'seat_kept':
    case 'seat_ended':
    case 'seat_not_kept':
      return [{ kind: news.what, to: [news.holder] }]
    case 'agreement_ending':
      return [{ kind: 'agreement_ending', to: [...managers, ...news.admins] }]
    case 'mail_failed':
      return [{ kind: 'mail_failed', to: owners.length > 0 ? owners : managers }]
    case 'webhook_disabled':
      return [{ kind: 'webhook_disabled', to: news.admins }]
    case 'mail_flooded':
      return [{ kind: 'mail_flooded', to: [...line, ...managers] }]
    case 'triage_grew':
      return [{ kind: 'triage_grew', to: line }]
  }
}

/** Someone who stands at both ends is told where they work. */
function uniquePeople(people: readonly (Person | null)[]): Person[] {
  const found: Person[] = []
  const staffFirst = people.filter((one) => one !== null).toSorted((a, b) => rank(a) - rank(b))
  for (const person of staffFirst) {
    if (!found.some((one) => isSame(one, person))) found.push(person)
  }
  return found
}

function rank(person: Person): number {
  return person.kind === 'staff' ? 0 : 1
}

function isSame(one: Person, other: Person | null): boolean {
  return other !== null && (one.id === other.id || (one.login !== null && one.login === other.login))
}

/** The opener gets replies, solutions and the receipt as mail of their own (SPEC 4.3, 5.1). */
function isCarried(act: readonly News[], scene: Scene, person: Person): boolean {
  if (person.id !== scene.opener?.id) return false
  return act.some(({ what }) => what === 'our_message' || what === 'opened')
}
