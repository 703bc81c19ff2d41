import type { ReactNode } from 'react'
import IconNotes from '@tabler/icons-react/dist/esm/icons/IconNotes.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconPointer from '@tabler/icons-react/dist/esm/icons/IconPointer.mjs'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import { PromiseSlip, type SlipDay, type SlipFact } from '#web/components/promise-slip.tsx'
import { dayAndMonth, durationWords, sumWords, weekdayShort } from '#web/time/time-words.ts'
import { countedDays } from './counted-days.ts'
import type { NewCaseDraft } from './new-case-draft.ts'
import { slipMoment } from './slip-moment.ts'
import { ordinalWord, usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Agreement = NonNullable<CoverView['agreement']>

type NewCaseSlipProps = {
  agreement: Agreement
  draft: NewCaseDraft
  answer: EntitlementAnswer | undefined
  /** The agreement could not be asked. */
  hasFailed: boolean
  action: ReactNode
  secondary: ReactNode
  foot: ReactNode
}

/** What this case gets and by when, as the server decides it now; every choice changes it. */
export function PortalNewCaseSlip(props: NewCaseSlipProps) {
  const { agreement, draft, answer, hasFailed, action, secondary, foot } = props
  const t = usePortalWords()
  const { format, yourTime } = useReader()
  const head = useSlipHead(answer, hasFailed)
  const promise = head.hasPromise ? answer?.promise : undefined
  const days = useSlipDays(agreement, promise ?? undefined)
  const sum = useCountSentence(agreement, promise ?? undefined)
  const facts = useSlipFacts(agreement, draft, answer)
  return (
    <PromiseSlip
      title={t(`new.slip.${head.title}`)}
      moment={promise == null ? t(`new.slip.${head.moment}`) : slipMoment(promise.dueAt, format)}
      note={
        promise == null
          ? head.note
          : t('new.slip.dateNote', { date: dayAndMonth(Date.parse(promise.dueAt), format), yourTime })
      }
      days={days}
      sum={sum}
      facts={facts}
      action={action}
      secondary={secondary}
      foot={foot}
    />
  )
}

function useSlipHead(answer: EntitlementAnswer | undefined, hasFailed: boolean) {
  const t = usePortalWords()
  if (answer === undefined) {
    const moment = hasFailed ? 'failedTitle' : 'asking'
    return { title: 'noneTitle', moment, note: undefined, hasPromise: false }
  }
  if (answer.outcome === 'refused') {
    return { title: 'notThis', moment: 'refusedTitle', note: answer.reasons[0]?.text, hasPromise: false }
  }
  if (answer.outcome === 'refer_elsewhere') {
    return { title: 'elsewhere', moment: 'referTitle', note: undefined, hasPromise: false }
  }
  if (answer.promise === null) {
    return { title: 'noneTitle', moment: 'none', note: t('new.slip.noneNote'), hasPromise: false }
  }
  const title = answer.outcome === 'needs_request' ? 'approvalTitle' : 'title'
  return { title, moment: 'none', note: undefined, hasPromise: true }
}

type Promised = NonNullable<EntitlementAnswer['promise']>

function useSlipDays(agreement: Agreement, promise: Promised | undefined): SlipDay[] {
  const { say, format, me } = useReader()
  if (promise === undefined) return []
  return countedDays(promise.steps, me.timeZone).map((day) => {
    const at = new Date(day.at).toISOString()
    const name = weekdayShort(day.at, format)
    const sum = sumWords(Math.round(day.milliseconds / 1000), say)
    const end = day.at + 26 * 3_600_000
    return {
      at,
      name,
      sum,
      open: agreement.hours.week.filter(
        (span) => Date.parse(span.to) > day.at && Date.parse(span.from) < end,
      ),
      counted: day.counted.map((span) => ({
        from: new Date(span.from).toISOString(),
        to: new Date(span.to).toISOString(),
      })),
      due: [{ at: promise.dueAt }],
      timeZone: me.timeZone,
      label: `${name}: ${sum}`,
    }
  })
}

function useCountSentence(agreement: Agreement, promise: Promised | undefined): string | undefined {
  const t = usePortalWords()
  const { say, hoursWords, yourTime } = useReader()
  if (promise === undefined) return undefined
  const span = durationWords(promise.targetMinutes * 60_000, say)
  if (agreement.hours.always) return t('new.slip.countAlways', { span })
  return t('new.slip.count', { span, hours: hoursWords(agreement.hours), yourTime })
}

function useSlipFacts(
  agreement: Agreement,
  draft: NewCaseDraft,
  answer: EntitlementAnswer | undefined,
): SlipFact[] {
  const t = usePortalWords()
  const facts: SlipFact[] = []
  const outcome = answer?.outcome
  if (outcome === 'refused' || outcome === 'refer_elsewhere') return []
  const topic = draft.type === 'consultation' ? draft.topic : draft.type === 'request' ? draft.service : null
  const topicName = agreement.services.find((service) => service.code === topic)?.name
  if (outcome === 'included' || outcome === 'included_from_pool') {
    const text = t('new.slip.covered', { package: agreement.packageName })
    facts.push({ key: 'cover', icon: <IconCheck stroke={1.5} aria-hidden />, text, note: topicName })
  }
  if (outcome === 'needs_review') {
    facts.push({
      key: 'cover',
      icon: <IconPointer stroke={1.5} aria-hidden />,
      text: t(draft.type === null ? 'new.slip.choose' : 'new.slip.chooseTopic'),
      note: t('new.slip.chooseNote'),
    })
  }
  if (outcome === 'needs_request') {
    facts.push({
      key: 'cover',
      icon: <IconEye stroke={1.5} aria-hidden />,
      text: t('new.slip.approval'),
      note: topicName,
    })
  }
  const pool = agreement.pools.find((one) => one.services.includes(topic ?? '')) ?? agreement.pools[0]
  if (outcome === 'included_from_pool' && pool !== undefined) {
    const nth = ordinalWord(pool.used + 1, t)
    facts.push({
      key: 'pool',
      icon: <IconNotes stroke={1.5} aria-hidden />,
      text: t('new.slip.uses', { nth, allowed: pool.allowed }),
      note: t('new.slip.usesNote'),
    })
  } else if (outcome === 'included' && pool !== undefined) {
    facts.push({ key: 'pool', icon: <IconNotes stroke={1.5} aria-hidden />, text: t('new.slip.usesNone') })
  }
  facts.push({ key: 'answer', icon: <IconMail stroke={1.5} aria-hidden />, text: t('new.slip.written') })
  const not = agreement.services.filter(
    (service) => service.code.startsWith('channel.') && service.availability === 'not_included',
  )
  if (not.length > 0) {
    const text = t('new.slip.not', { package: agreement.packageName })
    facts.push({
      key: 'not',
      icon: <IconMinus stroke={1.5} aria-hidden />,
      text,
      note: not.map((service) => service.name).join('; '),
    })
  }
  return facts
}
