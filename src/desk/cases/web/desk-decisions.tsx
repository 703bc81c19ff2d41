import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { listDecisionsEndpoint } from '#desk/cases/domain/decision-contract.ts'
import { request } from '#web/api/request.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskDecision } from './desk-decision.tsx'
import classes from './desk-decisions.module.css'
import { useWorkWords } from './desk-use-work-words.ts'

/** The way to every decision taken on a case, with what was asked and what was said. */
export function DeskDecisions({ found }: { found: CaseView }) {
  const t = useWorkWords()
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button size="xs" variant="subtle" onClick={dialog.open}>
        {t('decisions.open')}
      </Button>
      <DialogFrame
        opened={opened}
        onClose={dialog.close}
        title={t('decisions.title', { reference: found.reference })}
        size={760}
      >
        <Decisions found={found} />
      </DialogFrame>
    </>
  )
}

function Decisions({ found }: { found: CaseView }) {
  const t = useWorkWords()
  const { reference } = found
  const { data, error, refetch } = useQuery({
    // A change of the case may be another decision.
    queryKey: ['case', reference, 'decisions', found.version],
    queryFn: ({ signal }) => request(listDecisionsEndpoint, { params: { reference }, signal }),
  })
  if (data === undefined && error === null) return <Skeletons shape="text" rows={8} />
  if (data === undefined)
    return <ErrorState problem={error} title={t('decisions.failed')} onRetry={() => void refetch()} />
  if (data.items.length === 0)
    return <EmptyState title={t('decisions.none')}>{t('decisions.noneText')}</EmptyState>
  return (
    <>
      <p className={classes.lead}>{t('decisions.lead')}</p>
      <ol className={classes.list} aria-label={t('decisions.title', { reference })}>
        {data.items.map((decision) => (
          <DeskDecision key={decision.id} decision={decision} found={found} />
        ))}
      </ol>
    </>
  )
}
