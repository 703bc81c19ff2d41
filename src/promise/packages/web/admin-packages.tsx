import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { useMe } from '#people/auth/web/use-me.ts'
import type { Catalogue } from '#promise/packages/domain/catalogue.ts'
import { type Edition, exportEditionEndpoint } from '#promise/packages/domain/edition-contract.ts'
import { urlOf } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { GoLink, TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-packages.module.css'
import { CatalogueMatrix } from './catalogue-matrix.tsx'
import { editionQuery, editionsQuery } from './edition-queries.ts'
import { usePackageWords } from './use-package-words.ts'

const search = z.object({ edition: z.coerce.number().int().optional().catch(undefined) })

/** What is sold: the published edition, and every earlier one to look at. */
export function AdminPackages() {
  const t = usePackageWords()
  const { edition: asked } = search.parse(useSearch({ strict: false }))
  const { data, error, refetch } = useQuery(editionsQuery)
  const live = data?.items[0]
  const shown = asked === undefined ? live : data?.items.find(({ version }) => version === asked)
  if (shown !== undefined && data !== undefined)
    return <OneEdition edition={shown} isLive={shown === live} all={data.items} />
  const isEmpty = data !== undefined && live === undefined
  return (
    <AdminPage title={t('title')} aside={isEmpty && <ImportButton />}>
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {isEmpty && <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
      {live !== undefined && (
        <EmptyState title={t('gone')} action={<GoLink href="/admin/packages">{t('earlierWay')}</GoLink>}>
          {t('goneText')}
        </EmptyState>
      )}
    </AdminPage>
  )
}

function ImportButton({ isSecond = false }: { isSecond?: boolean }) {
  const t = usePackageWords()
  const mayImport = useMe().permissions.includes('catalogue.import')
  if (!mayImport) return null
  return (
    <Button component={AppLink} href="/admin/packages/import" {...(!isSecond && { variant: 'filled' })}>
      {t('import')}
    </Button>
  )
}

/** The next edition is written on screen, or comes from a file. */
function NextEdition() {
  const t = usePackageWords()
  const mayWrite = useMe().permissions.includes('catalogue.draft')
  return (
    <>
      <ImportButton isSecond={mayWrite} />
      {mayWrite && (
        <Button component={AppLink} href="/admin/packages/draft" variant="filled">
          {t('draft')}
        </Button>
      )}
    </>
  )
}

function OneEdition({ edition, isLive, all }: { edition: Edition; isLive: boolean; all: Edition[] }) {
  const t = usePackageWords()
  const { version, agreements: count } = edition
  const { data, error, refetch } = useQuery(editionQuery(version))
  return (
    <AdminPage
      title={isLive ? t('title') : t('edition', { version })}
      lead={
        <>
          {t('edition', { version })}, <TimeText at={edition.publishedAt} as="date" />
          {edition.publishedBy !== null && `, ${edition.publishedBy}`}. {t('runs', { count })}{' '}
          {isLive ? <TextLink href="/packages">{t('page')}</TextLink> : t('earlier')}
        </>
      }
      aside={
        <>
          <Button component="a" href={urlOf(exportEditionEndpoint.path, { version }, undefined)} download>
            {t('export')}
          </Button>
          {isLive ? <NextEdition /> : <GoLink href="/admin/packages">{t('earlierWay')}</GoLink>}
        </>
      }
    >
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <CatalogueMatrix key={version} catalogue={data.catalogue} version={version} />
          <Rest catalogue={data.catalogue} />
        </>
      )}
      <Editions all={all} shown={version} />
    </AdminPage>
  )
}

/** What an edition says beside its matrix. */
function Rest({ catalogue }: { catalogue: Catalogue }) {
  const t = usePackageWords()
  const nameOf = (code: string): string =>
    catalogue.services.find((service) => service.code === code)?.name ?? code
  const pools = Object.values(catalogue.pools)
  return (
    <div className={classes.rest}>
      {pools.length > 0 && (
        <section>
          <SectionHead title={t('pools')} />
          {pools.map((pool) => (
            <p key={pool.sharedBy.join()}>
              {t('poolLine', {
                limit: pool.limit,
                unit: pool.unit,
                services: pool.sharedBy.map(nameOf).join('; '),
              })}
            </p>
          ))}
        </section>
      )}
      <section>
        <SectionHead title={t('zones')} />
        <p>
          {catalogue.coverageZones
            .map(({ offset, label }) => (label === undefined ? offset : `${offset} ${label}`))
            .join(', ')}
        </p>
      </section>
      <section className={classes.terms}>
        <SectionHead title={t('terms')} />
        <dl>
          {catalogue.terms.map(({ code, rule }) => (
            <div key={code}>
              <dt>{code}</dt>
              <dd>{rule}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}

function Editions({ all, shown }: { all: Edition[]; shown: number }) {
  const t = usePackageWords()
  const [live] = all
  const columns = ['edition', 'published', 'by', 'packages', 'agreements'] as const
  return (
    <section className={classes.editions}>
      <SectionHead title={t('editions')} count={all.length} />
      <p className={classes.note}>{t('editionsLead')}</p>
      <DataTable
        label={t('editions')}
        columns={columns.map((key) => ({
          key,
          title: key === 'edition' ? t('editions') : t(key),
          ...(key === 'agreements' && { align: 'end' as const }),
        }))}
        rows={all.map(({ version, publishedAt, publishedBy, packages, agreements }) => ({
          key: String(version),
          muted: version !== live?.version,
          cells: [
            version === shown ? (
              <b key="name">{t('edition', { version })}</b>
            ) : (
              <AppLink
                key="name"
                href={version === live?.version ? '/admin/packages' : `/admin/packages?edition=${version}`}
              >
                {t('edition', { version })}
              </AppLink>
            ),
            <TimeText key="at" at={publishedAt} as="date" />,
            publishedBy ?? t('product'),
            packages.join(', '),
            agreements,
          ],
        }))}
      />
    </section>
  )
}
