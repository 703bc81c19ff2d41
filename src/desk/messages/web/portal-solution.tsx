import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { confirmCaseEndpoint, type CaseView } from '#desk/cases/domain/contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { Sheet } from '#web/components/page-parts.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './portal-case.module.css'
import { PortalReopen } from './portal-reopen.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalSolutionProps = { one: CaseView; onDone: () => Promise<void> }

/** What solved it, and the customer's word on it: yes, or not yet and why. */
export function PortalSolution({ one, onDone }: PortalSolutionProps) {
  const t = usePortalCaseWords()
  const [isReopening, setReopening] = useState(false)
  const confirm = useMutation({
    mutationFn: () => request(confirmCaseEndpoint, { params: { reference: one.reference }, body: {} }),
    onSuccess: async () => {
      toast({ message: t('solution.confirmed') })
      await onDone()
    },
  })
  const isOver = one.status === 'solved' || one.status === 'closed'
  const mayReopen = one.allowed.includes('reopen')
  if (!isOver || (one.solution === null && !mayReopen)) return null
  return (
    <section
      className={classes.solution}
      aria-label={t(one.solution === null ? 'reopen.titleClosed' : 'solution.title')}
    >
      <Sheet>
        {one.solution !== null && (
          <>
            <h2>{t('solution.title')}</h2>
            <MarkdownText text={one.solution} />
          </>
        )}
        {one.status === 'closed' && !isReopening && (
          <p className={classes.hint}>
            {t('reopen.titleClosed')} {t('reopen.hintClosed')}
          </p>
        )}
        {isReopening ? (
          <PortalReopen one={one} onCancel={() => setReopening(false)} onDone={onDone} />
        ) : (
          <div className={classes.acts}>
            {one.allowed.includes('confirm') && (
              <Button variant="filled" loading={confirm.isPending} onClick={() => confirm.mutate()}>
                {t('solution.confirm')}
              </Button>
            )}
            {mayReopen && (
              <Button onClick={() => setReopening(true)}>
                {t(one.status === 'solved' ? 'solution.notYet' : 'reopen.start')}
              </Button>
            )}
          </div>
        )}
        {confirm.error !== null && (
          <p className={classes.problem} role="alert">
            {t('solution.failed')} {problemSentence(confirm.error)}
          </p>
        )}
      </Sheet>
    </section>
  )
}
