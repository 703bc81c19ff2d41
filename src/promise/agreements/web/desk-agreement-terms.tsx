import { Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useRenewAccount } from '#people/accounts/web/use-renew-account.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import {
  type AgreementView,
  cancelAgreementEndpoint,
  renewAgreementEndpoint,
} from '#promise/agreements/domain/agreement-contract.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { type Property, PropertyList } from '#web/components/panel-section.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { useWords } from '#web/words/use-words.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { DeskAmendments } from './desk-amendments.tsx'
import classes from './desk-agreement-terms.module.css'
import { useAgreementWords, useDayWords, usePeriodWords } from './use-agreement-words.ts'
import { useAmendmentWords, useTermWords } from './use-term-words.ts'

type DeskAgreementTermsProps = { agreement: AgreementView; mayWrite: boolean }

/** What an agreement holds, and the ways on: its renewal, and calling it off. */
export function DeskAgreementTerms({ agreement, mayWrite }: DeskAgreementTermsProps) {
  const t = useAgreementWords()
  const day = useDayWords()
  const period = usePeriodWords()
  const [cancelling, dialog] = useDisclosure(false)
  const words = useAmendmentWords()
  const [amending, setAmending] = useState<'upgrade' | 'added_product'>()
  const renew = useRenewal(agreement)
  const { package: bought, phase } = agreement
  const isRunning = agreement.state === 'active' && phase !== 'ended'
  const title = bought === null ? t('agreement.titleNone') : t('agreement.title', { name: bought.name })
  return (
    <section className={pageClasses.part} aria-label={title}>
      <header className={pageClasses.partHead}>
        <div className={classes.title}>
          <h2>{period(agreement)}</h2>
          {bought !== null && <PackageBadge name={bought.name} />}
          <Tag>{t(`agreements.phase.${phase}`)}</Tag>
        </div>
        {mayWrite && (
          <div className={pageClasses.actions}>
            {isRunning && (
              <>
                <Button variant="subtle" onClick={dialog.open}>
                  {t('agreement.cancel')}
                </Button>
                <Button onClick={() => setAmending('added_product')}>{words('amend.addProduct')}</Button>
                <Button onClick={() => setAmending('upgrade')}>{words('amend.upgrade')}</Button>
              </>
            )}
            {(agreement.state === 'active' || agreement.state === 'expired') && (
              <Button onClick={() => void renew()}>{t('agreement.renew')}</Button>
            )}
          </div>
        )}
      </header>
      {agreement.cancelledAt !== null && (
        <p className={classes.cancelled}>
          {t('agreement.cancelledOn', {
            date: day(agreement.cancelledAt.slice(0, 10)),
            reason: agreement.cancelReason,
          })}
        </p>
      )}
      {agreement.problems.map((problem) => (
        <p key={problem.text} className={classes.cancelled}>
          {problem.text}
        </p>
      ))}
      <div className={classes.columns}>
        <Facts agreement={agreement} />
        <Lines agreement={agreement} />
      </div>
      <DeskAmendments agreement={agreement} mayWrite={mayWrite} />
      {amending !== undefined && (
        <AmendDialog agreement={agreement} kind={amending} onClose={() => setAmending(undefined)} />
      )}
      {cancelling && <CancelDialog agreement={agreement} onClose={dialog.close} />}
    </section>
  )
}

function Facts({ agreement }: { agreement: AgreementView }) {
  const t = useAgreementWords()
  const day = useDayWords()
  const { format } = useWords()
  const { account, price, package: bought } = agreement
  const money = (minor: number, currency: string): string => moneyWords(minor, currency, format.locale)
  const items: Property[] = [
    { label: t('agreement.edition'), value: bought === null ? t('agreements.noPackage') : bought.version },
    { label: t('overview.zone'), value: agreement.coverageZone },
    { label: t('agreement.firstStart'), value: day(agreement.firstStartsOn) },
    {
      label: t('overview.seats'),
      value: (
        <TextLink href={`/desk/accounts/${account.id}/seats?agreement=${agreement.id}`}>
          {t('overview.seatsText', agreement.seats)}
        </TextLink>
      ),
    },
    {
      label: t('credit.title'),
      value:
        agreement.creditRule === null
          ? t('credit.none')
          : t(`credit.text.${agreement.creditRule.of}`, agreement.creditRule),
    },
    ...(price?.items ?? []).map(({ currency, subscriptionMinor, yearlyNetMinor, isMinimum }) => ({
      key: `price ${currency}`,
      label: t('draft.price'),
      value: (
        <span className={classes.price}>
          <b>{money(yearlyNetMinor, currency)}</b>
          <span>
            {price?.percent === 0 && !isMinimum
              ? t('draft.priceNothing', { name: bought?.name })
              : t(isMinimum ? 'draft.priceMinimum' : 'draft.priceReckoned', {
                  name: bought?.name,
                  percent: price?.percent,
                  sum: money(subscriptionMinor, currency),
                  currency,
                })}
          </span>
          <span>{t('draft.priceTaxes')}</span>
        </span>
      ),
    })),
  ]
  return (
    <section aria-labelledby="terms">
      <h3 id="terms">{t('agreement.facts')}</h3>
      <PropertyList wide items={items} />
    </section>
  )
}

function Lines({ agreement }: { agreement: AgreementView }) {
  const t = useAgreementWords()
  const period = usePeriodWords()
  const { format } = useWords()
  return (
    <section aria-labelledby="lines">
      <h3 id="lines">{t('agreement.lines')}</h3>
      {agreement.lines.length === 0 && <p className={pageClasses.quiet}>{t('agreement.noLines')}</p>}
      <ul className={pageClasses.list}>
        {agreement.lines.map((line, at) => (
          <li key={`${line.productCode} ${at}`} className={pageClasses.row}>
            <div className={pageClasses.main}>
              <b>{line.productName}</b>
              <p className={pageClasses.facts}>
                <span>{period(line)}</span>
                {line.productKind === 'marketplace' && <span>{t('agreement.marketplace')}</span>}
              </p>
            </div>
            <span>
              {t('agreement.lineText', {
                amount: moneyWords(line.yearlyNetMinor, line.currency, format.locale),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useRenewal(agreement: AgreementView): () => Promise<void> {
  const t = useAgreementWords()
  const { label } = useTermWords(agreement.names)
  const go = useGo()
  const accountId = agreement.account.id
  const renewAccount = useRenewAccount(accountId)
  return async () => {
    try {
      const draft = await request(renewAgreementEndpoint, { params: { id: agreement.id } })
      const done =
        draft.package === null
          ? t('agreement.renewWithout')
          : draft.leftOut.length > 0
            ? t('agreement.renewLeftOut', { terms: draft.leftOut.map(label).join(', ') })
            : t('agreement.renewDone')
      if (draft.state === 'draft') toast({ message: done })
      await renewAccount()
      go(`/desk/accounts/${accountId}/agreements/${draft.id}`)
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
  }
}

function CancelDialog({ agreement, onClose }: { agreement: AgreementView; onClose: () => void }) {
  const t = useAgreementWords()
  const renewAccount = useRenewAccount(agreement.account.id)
  const submission = useSubmissionKey()
  const [reason, setReason] = useState('')
  const cancel = async (): Promise<void> => {
    const { id, version } = agreement
    const body = { reason: reason.trim(), version }
    const idempotencyKey = submission.keyFor(body)
    try {
      await request(cancelAgreementEndpoint, { params: { id }, body, idempotencyKey })
    } finally {
      await renewAccount()
    }
    toast({ message: t('agreement.cancelled') })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('agreement.cancelTitle')}
      send={t('agreement.cancelSend')}
      check={() => (reason.trim() === '' ? { reason: t('agreement.cancelMissing') } : {})}
      onSend={cancel}
    >
      {(errorOf) => (
        <>
          <p>{t('agreement.cancelLead', { account: agreement.account.name })}</p>
          <p className={pageClasses.quiet}>{t('agreement.cancelTerm')}</p>
          <Textarea
            label={t('agreement.cancelReason')}
            description={t('agreement.cancelKeep')}
            value={reason}
            maxLength={2_000}
            autosize
            minRows={2}
            data-autofocus
            error={errorOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
