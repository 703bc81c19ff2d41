import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import {
  type readDraftEndpoint,
  restoreDraftEndpoint,
  startDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import type { Edition } from '#promise/packages/domain/edition-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { EmptyState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { draftKey } from './draft-queries.ts'
import classes from './draft-start.module.css'
import { TextFile } from './text-file.tsx'
import { useDraftWords } from './use-draft-words.ts'
import { usePackageWords } from './use-package-words.ts'

type DraftStartProps = {
  editions: readonly Edition[]
  kept: ResponseOf<typeof readDraftEndpoint>['kept']
}

/** While there is no draft: from which edition or file it starts, or the last one again. */
export function DraftStart({ editions, kept }: DraftStartProps) {
  const t = useDraftWords()
  const say = usePackageWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [live, ...earlier] = editions
  const [edition, setEdition] = useState(String(earlier[0]?.version ?? ''))
  const file = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string>()
  const run = (work: () => Promise<unknown>): Promise<boolean> => {
    setRefused(undefined)
    return sending.run(async () => {
      await work()
      await queryClient.invalidateQueries({ queryKey: draftKey })
    })
  }
  const start = (from: { edition: number } | { text: string }): Promise<boolean> =>
    run(() => request(startDraftEndpoint, { body: { from } }))
  return (
    <>
      <EmptyState
        title={t('start.none')}
        action={
          <>
            {live !== undefined && (
              <Button
                variant="filled"
                loading={sending.busy}
                onClick={() => void start({ edition: live.version })}
              >
                {t('start.live', { version: live.version })}
              </Button>
            )}
            <TextFile
              inputRef={file}
              label={t('start.fileInstead')}
              onText={(_name, text) => void start({ text })}
              onRefused={(name, why) => setRefused(say(`importing.${why}`, { name }))}
            />
            <Button onClick={() => file.current?.click()}>{t('start.file')}</Button>
          </>
        }
      >
        {t('start.noneText')}
      </EmptyState>
      {(refused ?? sending.sentence) !== undefined && (
        <p role="alert" className={classes.problem}>
          {refused ?? sending.sentence}
        </p>
      )}
      {earlier.length > 0 && (
        <div className={classes.earlier}>
          <NativeSelect
            label={t('start.earlier')}
            value={edition}
            data={earlier.map(({ version }) => ({
              value: String(version),
              label: t('start.edition', { version }),
            }))}
            onChange={({ currentTarget }) => setEdition(currentTarget.value)}
          />
          <Button onClick={() => void start({ edition: Number(edition) })}>{t('start.begin')}</Button>
        </div>
      )}
      {kept !== null && (
        <section className={classes.kept}>
          <h2>{t('start.keptHead')}</h2>
          <p>
            <TimeText at={kept.endedAt} as="full" />: {t('start.kept', { name: kept.endedBy })}
          </p>
          <Button
            onClick={() =>
              void run(async () => {
                await request(restoreDraftEndpoint, { params: { id: kept.id }, body: {} })
                toast({ message: t('start.restored') })
              })
            }
          >
            {t('start.restore')}
          </Button>
        </section>
      )}
    </>
  )
}
