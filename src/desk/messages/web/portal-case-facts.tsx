import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useReader } from '#desk/cases/web/use-reader.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { PropertyList, type Property } from '#web/components/panel-section.tsx'
import { PriorityMark } from '#web/components/priority-mark.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { StatusWord } from '#web/components/status-word.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { PortalCaseAudience } from './portal-case-audience.tsx'
import { PortalCaseFiles } from './portal-case-files.tsx'
import classes from './portal-case.module.css'
import { PortalContests } from './portal-contests.tsx'
import { PortalPriorityChoice } from './portal-priority-choice.tsx'
import { PortalPriorityWish } from './portal-priority-wish.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalCaseFactsProps = { one: CaseView; onChanged: () => Promise<void> }

/** Beside the conversation: the facts, every promise in one sentence, and why the case is covered. */
export function PortalCaseFacts({ one, onChanged }: PortalCaseFactsProps) {
  const t = usePortalCaseWords()
  const promises = one.clocks.filter((clock) => clock.guaranteed && clock.explanation.sentence !== '')
  return (
    <aside className={classes.side} aria-label={t('facts.title')}>
      <h2>{t('facts.title')}</h2>
      <PropertyList wide items={useFacts(one)} />
      <PortalContests one={one} />
      {one.allowed.includes('change_priority') && <PortalPriorityChoice one={one} onChanged={onChanged} />}
      {one.allowed.includes('ask_priority') && <PortalPriorityWish one={one} />}
      {promises.length > 0 && (
        <>
          <h2>{t('facts.promises')}</h2>
          <ul className={classes.promises}>
            {promises.map((clock) => (
              <li key={clock.kind}>{clock.explanation.sentence}</li>
            ))}
          </ul>
        </>
      )}
      <PortalCaseFiles reference={one.reference} />
      <PortalCaseAudience reference={one.reference} />
      {one.decision !== null && (
        <>
          <h2>{t('facts.decision')}</h2>
          <EntitlementPanel decision={one.decision} />
        </>
      )}
    </aside>
  )
}

function useFacts(one: CaseView): Property[] {
  const t = usePortalCaseWords()
  const { me, now, format } = useReader()
  const cover = useCover(me.account?.id)
  const code = one.topic ?? one.service
  const topic = cover.data?.agreement?.services.find((service) => service.code === code)?.name
  return [
    { label: t('facts.reference'), value: one.reference },
    {
      label: t('facts.status'),
      value:
        one.closeReason === null ? <StatusWord status={one.status} reader="customer" /> : t('facts.closed'),
    },
    {
      label: t('facts.priority'),
      value: <PriorityMark priority={one.priority} word />,
    },
    ...(one.rank === undefined
      ? []
      : [
          {
            label: t('facts.rank'),
            value: <TextLink href="/portal/cases/ranking">{t('facts.rankOf', { rank: one.rank })}</TextLink>,
          },
        ]),
    { label: t('facts.handledBy'), value: one.handledBy },
    ...(one.product === null ? [] : [{ label: t('facts.product'), value: one.product.name }]),
    ...(topic === undefined ? [] : [{ label: t('facts.topic'), value: topic }]),
    { label: t('facts.opened'), value: shortMoment(Date.parse(one.receivedAt), now, format) },
    { label: t('facts.by'), value: one.contact.name },
  ]
}
