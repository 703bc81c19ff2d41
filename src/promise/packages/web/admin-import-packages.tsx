import { useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '#people/auth/web/use-me.ts'
import { checkCatalogueEndpoint, importCatalogueEndpoint } from '#promise/packages/domain/edition-contract.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { DeniedState, EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-import-packages.module.css'
import { CatalogueDifference } from './catalogue-difference.tsx'
import { editionsKey, editionsQuery } from './edition-queries.ts'
import { TextFile } from './text-file.tsx'
import { usePackageWords } from './use-package-words.ts'

type Checked = ResponseOf<typeof checkCatalogueEndpoint>
type Picked =
  | { state: 'none' }
  | { state: 'reading'; name: string }
  | { state: 'refused'; why: string }
  | { state: 'failed'; name: string; text: string; problem: unknown }
  | { state: 'checked'; name: string; text: string; checked: Checked }

/** A catalogue from a file: read, compared, and only then published as the next edition. */
export function AdminImportPackages() {
  const t = usePackageWords()
  const mayImport = useMe().permissions.includes('catalogue.import')
  const [picked, setPicked] = useState<Picked>({ state: 'none' })
  const file = useRef<HTMLInputElement>(null)
  const check = async (name: string, text: string): Promise<void> => {
    setPicked({ state: 'reading', name })
    try {
      const checked = await request(checkCatalogueEndpoint, { body: { text } })
      setPicked({ state: 'checked', name, text, checked })
    } catch (problem) {
      setPicked({ state: 'failed', name, text, problem })
    }
  }
  if (!mayImport)
    return (
      <AdminPage title={t('importing.title')}>
        <DeniedState
          title={t('importing.denied')}
          action={<BackLink href="/admin/packages">{t('importing.back')}</BackLink>}
        >
          {t('importing.deniedText')}
        </DeniedState>
      </AdminPage>
    )
  return (
    <AdminPage
      title={t('importing.title')}
      lead={t('importing.lead')}
      aside={
        <>
          <TextFile
            label={t('importing.choose')}
            inputRef={file}
            onText={(name, text) => void check(name, text)}
            onRefused={(name, why) => setPicked({ state: 'refused', why: t(`importing.${why}`, { name }) })}
          />
          <Button
            {...(picked.state === 'none' && { variant: 'filled' })}
            onClick={() => file.current?.click()}
          >
            {t(picked.state === 'none' ? 'importing.choose' : 'importing.other')}
          </Button>
        </>
      }
    >
      <p className={classes.back}>
        <BackLink href="/admin/packages">{t('importing.back')}</BackLink>
      </p>
      <div aria-live="polite">
        {picked.state === 'none' && (
          <EmptyState title={t('importing.none')}>{t('importing.noneText')}</EmptyState>
        )}
        {picked.state === 'reading' && <p className={classes.quiet}>{t('importing.reading')}</p>}
        {picked.state === 'refused' && <p className={classes.problem}>{picked.why}</p>}
      </div>
      {picked.state === 'failed' && (
        <ErrorState
          problem={picked.problem}
          title={t('importing.failed')}
          onRetry={() => void check(picked.name, picked.text)}
        />
      )}
      {picked.state === 'checked' && (
        <Outcome {...picked} onAgain={() => void check(picked.name, picked.text)} />
      )}
    </AdminPage>
  )
}

type OutcomeProps = { name: string; text: string; checked: Checked; onAgain: () => void }

function Outcome({ name, text, checked, onAgain }: OutcomeProps) {
  const t = usePackageWords()
  const { problems, changes, comparedWith } = checked
  if (problems.length > 0) return <Problems name={name} problems={problems} />
  if (comparedWith > 0 && changes.length === 0)
    return (
      <EmptyState title={t('importing.same')}>
        {t('importing.sameText', { name, version: comparedWith })}
      </EmptyState>
    )
  return (
    <>
      {comparedWith === 0 ? (
        <EmptyState title={t('importing.first')}>{t('importing.firstText', { name })}</EmptyState>
      ) : (
        <CatalogueDifference changes={changes} comparedWith={comparedWith} />
      )}
      <Publish text={text} comparedWith={comparedWith} onAgain={onAgain} />
    </>
  )
}

/** The server tells this many at most. */
const problemsTold = 50

function Problems({ name, problems }: { name: string; problems: Checked['problems'] }) {
  const t = usePackageWords()
  const count = problems.length
  return (
    <section role="alert" className={classes.problems}>
      <h2>{t(count < problemsTold ? 'importing.wrong' : 'importing.wrongMany', { name, count })}</h2>
      <p>{t('importing.wrongText')}</p>
      <DataTable
        label={t('importing.what')}
        columns={[
          { key: 'where', title: t('importing.where') },
          { key: 'what', title: t('importing.what') },
        ]}
        rows={problems.map(({ path, message }, index) => ({
          key: `${index} ${path}`,
          cells: [path === '' ? t('importing.whole') : <code key="path">{path}</code>, message],
        }))}
      />
    </section>
  )
}

function Publish({
  text,
  comparedWith,
  onAgain,
}: {
  text: string
  comparedWith: number
  onAgain: () => void
}) {
  const t = usePackageWords()
  const next = comparedWith + 1
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const editions = useQuery(editionsQuery)
  const count = editions.data?.items.reduce((sum, { agreements }) => sum + agreements, 0)
  const sending = useSending()
  const [isOvertaken, setOvertaken] = useState(false)
  const publish = (): Promise<boolean> =>
    sending.run(async () => {
      try {
        const { version } = await request(importCatalogueEndpoint, { body: { text, comparedWith } })
        await queryClient.invalidateQueries({ queryKey: editionsKey })
        toast({ message: t('importing.done', { version }) })
        await navigate({ to: '/admin/packages' })
      } catch (problem) {
        setOvertaken(problem instanceof ApiProblem && problem.code === 'newer_edition')
        throw problem
      }
    })
  return (
    <section className={classes.means}>
      <h2>{t('importing.means')}</h2>
      <ul>
        <li>{t('importing.meansNew', { next })}</li>
        {count !== undefined && <li>{t('importing.meansRunning', { count })}</li>}
        <li>{t('importing.meansCases')}</li>
        <li>{t('importing.meansForever')}</li>
      </ul>
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {sending.sentence}
        </p>
      )}
      {isOvertaken ? (
        <Button variant="filled" onClick={onAgain}>
          {t('importing.newer')}
        </Button>
      ) : (
        <Button variant="filled" loading={sending.busy} onClick={() => void publish()}>
          {t('importing.publish', { version: next })}
        </Button>
      )}
    </section>
  )
}
