import { Button } from '@mantine/core'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PageHead, SectionHead, Sheet } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { PortalCaseLine } from './portal-case-line.tsx'
import { PortalRankClash } from './portal-rank-clash.tsx'
import { PortalRankList } from './portal-rank-list.tsx'
import classes from './portal-ranking.module.css'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalShell } from './portal-shell.tsx'
import { useRanking } from './use-ranking.ts'
import { useRankWords } from './use-rank-words.ts'
import { useReader } from './use-reader.ts'

/** The company's open cases in the order it wants them, under priority management (SPEC 5.4, 11.3). */
export function PortalRanking() {
  const t = useRankWords()
  const { query, save, clash, dismiss } = useRanking()
  const { data, error } = query
  const reads = data !== undefined && !data.mayRank
  return (
    <PortalShell title={t('title')}>
      <div className={classes.back}>
        <BackLink href="/portal/cases">{t('back')}</BackLink>
      </div>
      <PageHead title={t('title')} lead={t(reads ? 'leadReading' : 'lead')} />
      {data === undefined && error === null && <Skeletons rows={4} />}
      {data === undefined && error !== null && (
        <ErrorState
          problem={error}
          title={t('failed')}
          safe={t('safe')}
          onRetry={() => void query.refetch()}
        />
      )}
      {data !== undefined && (
        <>
          {clash !== undefined && (
            <PortalRankClash
              view={data}
              clash={clash}
              onUse={(order) => save(data, order)}
              onDismiss={dismiss}
            />
          )}
          {reads && <WhyNot view={data} />}
          <Cases view={data} onSave={save} />
        </>
      )}
    </PortalShell>
  )
}

type CasesProps = { view: RankingView; onSave: (seen: RankingView, order: string[], moved?: string) => void }

function Cases({ view, onSave }: CasesProps) {
  const t = useRankWords()
  if (view.ranked.length + view.unranked.length === 0) {
    return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
  }
  return (
    <>
      {view.mayRank ? <PortalRankList view={view} onSave={onSave} /> : <ReadList view={view} />}
      {view.hasMore && <p className={classes.hint}>{t('more')}</p>}
      <LastChange view={view} />
    </>
  )
}

function LastChange({ view: { changedAt, changedBy } }: { view: RankingView }) {
  const t = useRankWords()
  const { when } = useReader()
  if (changedAt === null) return null
  return (
    <p className={classes.hint}>
      {t('changed', { name: changedBy ?? t('someone'), moment: when(changedAt) })}
    </p>
  )
}

/** What priority management is, and why it is not there, in the words of the decision. */
function WhyNot({ view: { refusal } }: { view: RankingView }) {
  const t = useRankWords()
  return (
    <div className={classes.why}>
      <Sheet>
        <h2>{t('why')}</h2>
        <p>{t('whyText')}</p>
        {refusal !== null && <PortalRefusal decision={refusal} />}
        <Button component={AppLink} href="/portal/plan">
          {t('seePlan')}
        </Button>
      </Sheet>
    </div>
  )
}

function ReadList({ view }: { view: RankingView }) {
  const t = useRankWords()
  return (
    <>
      {view.ranked.length > 0 && (
        <section className={classes.part}>
          <SectionHead title={t('ranked')} count={view.ranked.length} />
          <ol>
            {view.ranked.map((one) => (
              <PortalCaseLine key={one.reference} one={one} />
            ))}
          </ol>
        </section>
      )}
      <section className={classes.part}>
        <SectionHead title={t('unranked')} count={view.unranked.length} />
        <ul>
          {view.unranked.map((one) => (
            <PortalCaseLine key={one.reference} one={one} />
          ))}
        </ul>
      </section>
    </>
  )
}
