import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { type Handed, HandedLink } from '#people/auth/web/handed-link.tsx'
import { useMe } from '#people/auth/web/use-me.ts'
import classes from './account-page.module.css'
import { contactsQuery } from './account-queries.ts'
import { DeskCertificationDialog } from './desk-certification-dialog.tsx'
import { DeskChangeCertification } from './desk-change-certification.tsx'
import { DeskContactDialog } from './desk-contact-dialog.tsx'
import { DeskContactRow } from './desk-contact-row.tsx'
import { DeskMergeDialog } from './desk-merge-dialog.tsx'
import { DeskPart } from './desk-part.tsx'
import { useAccountId } from './use-account-id.ts'
import { useAccountWords } from './use-account-words.ts'

type Opened =
  | { what: 'new' }
  | { what: 'edit' | 'certify' | 'merge'; contact: ContactRecord }
  | { what: 'recertify'; contact: ContactRecord; held: ContactRecord['certifications'][number] }

/** The people of an account: who they are, whether they can sign in, what they are certified for. */
export function DeskContacts() {
  const t = useAccountWords()
  const id = useAccountId()
  const mayWrite = useMe().permissions.includes('account.write')
  const list = useInfiniteQuery(contactsQuery(id))
  const [opened, setOpened] = useState<Opened>()
  const [handed, setHanded] = useState<Handed>()
  const close = (): void => setOpened(undefined)
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <DeskPart
        title={t('contacts.title')}
        lead={t('contacts.lead')}
        actions={
          mayWrite ? (
            <Button variant="filled" onClick={() => setOpened({ what: 'new' })}>
              {t('contacts.add')}
            </Button>
          ) : (
            <p className={classes.quiet}>{t('account.readOnly')}</p>
          )
        }
        count={items?.length}
        problem={list.error}
        failed={t('contacts.failed')}
        onRetry={() => void list.refetch()}
        empty={t('contacts.empty')}
        emptyText={t('contacts.emptyText')}
      >
        {handed !== undefined && <HandedLink handed={handed} onDone={() => setHanded(undefined)} />}
        <ul className={classes.list} aria-label={t('contacts.list')}>
          {items?.map((contact) => (
            <DeskContactRow
              key={contact.id}
              contact={contact}
              mayWrite={mayWrite}
              onEdit={() => setOpened({ what: 'edit', contact })}
              onCertify={() => setOpened({ what: 'certify', contact })}
              onRecertify={(held) => setOpened({ what: 'recertify', contact, held })}
              onHanded={setHanded}
              onMerge={() => setOpened({ what: 'merge', contact })}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <div className={classes.more}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('contacts.more')}
            </Button>
          </div>
        )}
      </DeskPart>
      {opened?.what === 'new' && <DeskContactDialog accountId={id} onClose={close} />}
      {opened?.what === 'edit' && (
        <DeskContactDialog accountId={id} contact={opened.contact} onClose={close} />
      )}
      {opened?.what === 'merge' && <DeskMergeDialog contact={opened.contact} onClose={close} />}
      {opened?.what === 'recertify' && (
        <DeskChangeCertification contact={opened.contact} held={opened.held} onClose={close} />
      )}
      {opened?.what === 'certify' && <DeskCertificationDialog contact={opened.contact} onClose={close} />}
    </>
  )
}
