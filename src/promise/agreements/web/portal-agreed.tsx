import { useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { papersQuery } from './agreement-queries.ts'
import classes from './amendments.module.css'
import { PaperList } from './paper-list.tsx'
import { useDayWords } from './use-agreement-words.ts'
import { useAmendmentWords, useTermWords } from './use-term-words.ts'

type Agreement = NonNullable<CoverView['agreement']>

/** What was agreed with this company beside the package: terms, changes while it runs, and what was signed. */
export function PortalAgreed({ agreement }: { agreement: Agreement }) {
  const me = useMe()
  const mayRead = me.permissions.includes('agreement.papers') && me.account !== null
  return (
    <>
      <Negotiated agreement={agreement} />
      <Amendments agreement={agreement} />
      {mayRead && <Papers accountId={me.account?.id ?? ''} agreementId={agreement.id} />}
    </>
  )
}

function Negotiated({ agreement }: { agreement: Agreement }) {
  const t = useAmendmentWords()
  const names = [
    ...agreement.services.map(({ code, name }) => [code, name]),
    ...agreement.pools.map(({ code, services }) => [
      code,
      services
        .map((one) => agreement.services.find((service) => service.code === one)?.name ?? one)
        .join(', '),
    ]),
  ]
  const words = useTermWords(Object.fromEntries(names))
  if (agreement.deviations.length === 0) return null
  return (
    <section aria-labelledby="agreed">
      <SectionHead id="agreed" title={t('agreed.portal')} />
      <ul className={classes.portal}>
        {agreement.deviations.map((one) => (
          <li key={one.path}>{words.sentence(one)}</li>
        ))}
      </ul>
    </section>
  )
}

function Amendments({ agreement }: { agreement: Agreement }) {
  const t = useAmendmentWords()
  const day = useDayWords()
  if (agreement.amendments.length === 0) return null
  return (
    <section aria-labelledby="amended">
      <SectionHead id="amended" title={t('amend.title')} />
      <ul className={classes.portal}>
        {agreement.amendments.map((one) => (
          <li key={one.number}>
            {t(one.kind === 'upgrade' ? 'amend.upgradeText' : 'amend.productText', {
              name: one.packageName ?? one.productName ?? '',
              date: day(one.effectiveOn),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Papers({ accountId, agreementId }: { accountId: string; agreementId: string }) {
  const t = useAmendmentWords()
  const papers = useQuery(papersQuery(accountId, agreementId))
  if (papers.error === null && (papers.data ?? []).length === 0) return null
  return (
    <section aria-labelledby="papers">
      <SectionHead id="papers" title={t('papers.title')} />
      {papers.error !== null && papers.data === undefined && (
        <p className={classes.portal}>{t('papers.failed')}</p>
      )}
      <PaperList papers={papers.data ?? []} className={classes.portal} />
    </section>
  )
}
