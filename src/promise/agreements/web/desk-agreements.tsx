import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import classes from '#people/accounts/web/account-page.module.css'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { Tag } from '#web/components/tag.tsx'
import { agreementsQuery } from './agreement-queries.ts'
import { useAgreementWords, usePeriodWords } from './use-agreement-words.ts'

/** What an account bought, the latest first. */
export function DeskAgreements() {
  const t = useAgreementWords()
  const period = usePeriodWords()
  const id = useAccountId()
  const mayWrite = useMe().permissions.includes('agreement.write')
  const list = useQuery(agreementsQuery(id))
  const home = `/desk/accounts/${id}/agreements`
  return (
    <DeskPart
      title={t('agreements.title')}
      lead={t('agreements.lead')}
      actions={
        mayWrite ? (
          <Button component={AppLink} href={`${home}/new`} variant="filled">
            {t('agreements.new')}
          </Button>
        ) : (
          <p className={classes.quiet}>{t('agreement.readOnly')}</p>
        )
      }
      count={list.data?.items.length}
      problem={list.error}
      failed={t('agreements.failed')}
      onRetry={() => void list.refetch()}
      empty={t('agreements.empty')}
      emptyText={t('agreements.emptyText')}
    >
      <ul className={classes.list} aria-label={t('agreements.list')}>
        {list.data?.items.map((one) => (
          <li
            key={one.id}
            className={classes.row}
            data-quiet={one.phase === 'ended' || one.phase === 'cancelled' || undefined}
          >
            <div className={classes.main}>
              <p className={classes.first}>
                <AppLink href={`${home}/${one.id}`}>{period(one)}</AppLink>
                <Tag>{t(`agreements.phase.${one.phase}`)}</Tag>
                {one.renewsId !== null && <Tag>{t('agreements.renewal')}</Tag>}
              </p>
              <p className={classes.facts}>
                <span>{t('agreements.zone', { zone: one.coverageZone })}</span>
                {one.state === 'active' && <span>{t('agreements.seats', one.seats)}</span>}
              </p>
            </div>
            {one.package === null ? (
              <span className={classes.quiet}>{t('agreements.noPackage')}</span>
            ) : (
              <PackageBadge name={one.package.name} />
            )}
          </li>
        ))}
      </ul>
    </DeskPart>
  )
}
