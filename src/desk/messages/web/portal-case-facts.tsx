import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeCaseEndpoint, priority, type CaseView, type Priority } from '#desk/cases/domain/contract.ts'
import { useReader } from '#desk/cases/web/use-reader.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { PropertyList, type Property } from '#web/components/panel-section.tsx'
import { PriorityMark } from '#web/components/priority-mark.tsx'
import { StatusWord } from '#web/components/status-word.tsx'
import { toast } from '#web/components/toast.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { PortalCaseAudience } from './portal-case-audience.tsx'
import { PortalCaseFiles } from './portal-case-files.tsx'
import classes from './portal-case.module.css'
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
      {one.allowed.includes('change_priority') && <PriorityChoice one={one} onChanged={onChanged} />}
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
    { label: t('facts.handledBy'), value: one.handledBy },
    ...(one.product === null ? [] : [{ label: t('facts.product'), value: one.product.name }]),
    ...(topic === undefined ? [] : [{ label: t('facts.topic'), value: topic }]),
    { label: t('facts.opened'), value: shortMoment(Date.parse(one.receivedAt), now, format) },
    { label: t('facts.by'), value: one.contact.name },
  ]
}

/** With priority management a contact sets the level (SPEC 5.4); the promise follows by its own rules. */
function PriorityChoice({ one, onChanged }: PortalCaseFactsProps) {
  const t = usePortalCaseWords()
  const kit = useTranslation('kit').t
  const change = useMutation({
    mutationFn: (level: Priority) =>
      request(changeCaseEndpoint, {
        params: { reference: one.reference },
        body: { priority: level, version: one.version },
      }),
    onSuccess: async (after) => {
      const level = kit(`case.priority.${after.priority}`).toLowerCase()
      toast({ message: t('facts.priorityChanged', { priority: level }) })
      await onChanged()
    },
    onError: async (problem) => {
      toast({ message: `${t('facts.priorityFailed')} ${problemSentence(problem)}`, tone: 'bad' })
      await onChanged()
    },
  })
  return (
    <NativeSelect
      className={classes.priority}
      label={t('facts.changePriority')}
      description={t('facts.changePriorityNote')}
      disabled={change.isPending}
      value={change.isPending ? change.variables : one.priority}
      data={priority.options.map((level) => ({ value: level, label: kit(`case.priority.${level}`) }))}
      onChange={(event) => change.mutate(priority.parse(event.currentTarget.value))}
    />
  )
}
