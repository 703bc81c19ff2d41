import { useEffect, useRef } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { writeMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { Composer } from '#web/components/composer.tsx'
import type { ComposedMessage } from '#web/components/use-composer.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import classes from './portal-case.module.css'
import { caseDrafts } from './case-drafts.ts'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalAnswerProps = { one: CaseView; onSent: () => Promise<void> }

/** The customer's answer: text and files, sent once however often it is tried; unsent text is kept. */
export function PortalAnswer({ one, onSent }: PortalAnswerProps) {
  const t = usePortalCaseWords()
  const me = useMe()
  const vendor = useVendor()
  const text = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (window.location.hash === '#answer') text.current?.focus()
  }, [])
  const send = async ({ body, attachmentIds, idempotencyKey }: ComposedMessage): Promise<void> => {
    await request(writeMessageEndpoint, {
      params: { reference: one.reference },
      body: { kind: 'reply', body, ...(attachmentIds.length > 0 && { attachmentIds }) },
      idempotencyKey,
    })
    announce(t('answer.sent'))
    await onSent()
  }
  return (
    <section id="answer" className={classes.answer} aria-label={t('answer.title')}>
      <Composer
        modes={['reply']}
        recipients={t('answer.to', { name: vendor?.name ?? '', account: one.account.name })}
        actions={[{ key: 'send', label: t('answer.send') }]}
        placeholder={t('answer.placeholder')}
        phoneLabel={t('answer.phone')}
        drafts={caseDrafts(me.id, one.reference, 0)}
        textRef={text}
        onSend={send}
      />
    </section>
  )
}
