import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import pageClasses from '#people/accounts/web/account-page.module.css'
import type { AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Tag } from '#web/components/tag.tsx'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './amendments.module.css'
import { DeskPapers } from './desk-papers.tsx'
import { useAgreementWords, useDayWords, usePeriodWords } from './use-agreement-words.ts'
import { useAmendmentWords, useTermWords } from './use-term-words.ts'

type OfAgreement = { agreement: AgreementView }

/** What was negotiated, what changed while it runs, what renews it, and what was signed. */
export function DeskAmendments({ agreement, mayWrite }: OfAgreement & { mayWrite: boolean }) {
  return (
    <div className={classes.parts}>
      <Amendments agreement={agreement} />
      <Negotiated agreement={agreement} />
      <Chain agreement={agreement} />
      <DeskPapers agreement={agreement} mayWrite={mayWrite} />
    </div>
  )
}

function Amendments({ agreement }: OfAgreement) {
  const t = useAmendmentWords()
  const day = useDayWords()
  const { format } = useWords()
  const today = new Date(useNow()).toISOString().slice(0, 10)
  return (
    <section aria-labelledby="amendments">
      <h3 id="amendments">{t('amend.title')}</h3>
      {agreement.amendments.length === 0 ? (
        <p className={classes.quiet}>{t('amend.none')}</p>
      ) : (
        <ol className={pageClasses.list}>
          {agreement.amendments.map((one) => (
            <li key={one.number} className={pageClasses.row}>
              <div className={pageClasses.main}>
                <p className={pageClasses.first}>
                  <b>
                    {t(one.kind === 'upgrade' ? 'amend.upgradeText' : 'amend.productText', {
                      name: one.package?.name ?? one.product?.name ?? '',
                      date: day(one.effectiveOn),
                    })}
                  </b>
                  {one.effectiveOn > today && <Tag>{t('amend.planned')}</Tag>}
                </p>
                <p className={pageClasses.facts}>{t('amend.by', { name: one.by, reason: one.reason })}</p>
              </div>
              <div className={classes.money}>
                {one.charges.map((charge) => (
                  <p key={`${charge.of} ${charge.currency}`}>
                    <span>{t(charge.of === 'package' ? 'amend.ofPackage' : 'amend.ofSubscription')} </span>
                    {moneyWords(charge.minor, charge.currency, format.locale)}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Negotiated({ agreement }: OfAgreement) {
  const t = useAmendmentWords()
  const words = useTermWords(agreement.names)
  return (
    <section aria-labelledby="negotiated">
      <h3 id="negotiated">{t('agreed.title')}</h3>
      <p className={classes.quiet}>{t(agreement.deviations.length === 0 ? 'agreed.none' : 'agreed.lead')}</p>
      {agreement.deviations.length > 0 && (
        <ul className={pageClasses.list}>
          {agreement.deviations.map((one) => (
            <li key={one.path} className={pageClasses.row}>
              <div className={pageClasses.main}>
                <b>{words.sentence(one)}</b>
                {one.note !== '' && (
                  <p className={pageClasses.facts}>{t('agreed.note', { note: one.note })}</p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Chain({ agreement }: OfAgreement) {
  const t = useAmendmentWords()
  const words = useAgreementWords()
  const day = useDayWords()
  const period = usePeriodWords()
  const home = `/desk/accounts/${agreement.account.id}/agreements`
  const isLast = agreement.chain.every(({ startsOn }) => startsOn <= agreement.startsOn)
  const lead =
    agreement.chain.length > 1 || !isLast
      ? t('chain.lead')
      : t(agreement.phase === 'ended' ? 'chain.aloneEnded' : 'chain.alone', {
          date: day(agreement.endsOn),
          last: day(lastDayOf(agreement.endsOn)),
        })
  return (
    <section aria-labelledby="chain">
      <h3 id="chain">{t('chain.title')}</h3>
      <p className={classes.quiet}>{lead}</p>
      {agreement.chain.length > 1 && (
        <ol className={pageClasses.list}>
          {agreement.chain.map((one) => {
            const itsPeriod = period(one)
            return (
              <li key={one.id} className={pageClasses.row}>
                <p className={pageClasses.first}>
                  {one.id === agreement.id ? (
                    <b>{itsPeriod}</b>
                  ) : (
                    <AppLink href={`${home}/${one.id}`}>{itsPeriod}</AppLink>
                  )}
                  <Tag>{words(`agreements.phase.${one.phase}`)}</Tag>
                  {one.id === agreement.id && <span className={classes.here}>{t('chain.here')}</span>}
                </p>
                <span>{one.package?.name ?? words('agreements.noPackage')}</span>
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
