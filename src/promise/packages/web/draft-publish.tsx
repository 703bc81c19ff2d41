import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { publishDraftEndpoint } from '#promise/packages/domain/draft-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { toast } from '#web/components/toast.tsx'
import { DraftEffectView } from './draft-effect.tsx'
import { draftKey, effectQuery } from './draft-queries.ts'
import classes from './draft-publish.module.css'
import { editionsKey } from './edition-queries.ts'
import type { DraftEditor } from './use-draft-editor.ts'
import { useDraftWords } from './use-draft-words.ts'

type DraftPublishProps = {
  editor: DraftEditor
  live: number
  /** What a saved version of the draft would mean for open cases. */
  openCases: (seen: { id: string; version: number }) => ReactNode
}

/** The effect of what is saved, and below it the button that publishes exactly that. */
export function DraftPublish({ editor, live, openCases }: DraftPublishProps) {
  const t = useDraftWords()
  const isSaved = editor.state === 'saved'
  const { id, version } = editor
  const effect = useQuery({ ...effectQuery({ id, version, live }), enabled: isSaved })
  return (
    <section className={classes.all} aria-busy={!isSaved || effect.isPending}>
      <SectionHead title={t('effect')} />
      {!isSaved && <p className={classes.quiet}>{t('effectWait')}</p>}
      {isSaved && effect.isPending && <Skeletons rows={4} />}
      {isSaved && effect.error !== null && (
        <ErrorState problem={effect.error} title={t('effectError')} onRetry={() => void effect.refetch()} />
      )}
      {isSaved && effect.data !== undefined && (
        <>
          <DraftEffectView id={id} effect={effect.data} />
          {openCases({ id, version: effect.data.version })}
          <PublishPanel id={id} version={effect.data.version} comparedWith={effect.data.comparedWith} />
        </>
      )}
    </section>
  )
}

function PublishPanel(seen: { id: string; version: number; comparedWith: number }) {
  const t = useDraftWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const sending = useSending()
  const [isOvertaken, setOvertaken] = useState(false)
  const next = seen.comparedWith + 1
  const again = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: editionsKey })
    await queryClient.invalidateQueries({ queryKey: draftKey })
  }
  const publish = (): Promise<boolean> =>
    sending.run(async () => {
      try {
        const { version } = await request(publishDraftEndpoint, {
          params: { id: seen.id },
          body: { version: seen.version, comparedWith: seen.comparedWith },
        })
        await navigate({ to: '/admin/packages' })
        toast({ message: t('published', { version }) })
        await again()
      } catch (problem) {
        setOvertaken(problem instanceof ApiProblem && problem.status === 409)
        throw problem
      }
    })
  return (
    <section className={classes.panel} aria-label={t('publishing')}>
      <h2>{t('publishing')}</h2>
      <p>{t('publishingText', { version: next })}</p>
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {sending.sentence}
        </p>
      )}
      {isOvertaken ? (
        <Button variant="filled" onClick={() => void again()}>
          {t('lookAgain')}
        </Button>
      ) : (
        <Button variant="filled" loading={sending.busy} onClick={() => void publish()}>
          {t('publish', { version: next })}
        </Button>
      )}
    </section>
  )
}
