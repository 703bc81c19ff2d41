import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  addContactEndpoint,
  changeContactEndpoint,
  type ContactRecord,
} from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './account-page.module.css'
import { useAccountWords } from './use-account-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskContactDialogProps = {
  accountId: string
  /** Who is changed; somebody new without it. */
  contact?: ContactRecord
  onClose: () => void
}

/** Adds a person at an account, or changes one. */
export function DeskContactDialog({ accountId, contact, onClose }: DeskContactDialogProps) {
  const t = useAccountWords()
  const renew = useRenewAccount(accountId)
  const submission = useSubmissionKey()
  const [person, setPerson] = useState({
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    timeZone: contact?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: contact?.language ?? 'en',
    isAccountAdmin: contact?.isAccountAdmin ?? false,
  })
  const set = (change: Partial<typeof person>): void => setPerson({ ...person, ...change })
  const save = async (): Promise<void> => {
    try {
      if (contact === undefined) {
        const idempotencyKey = submission.keyFor(person)
        await request(addContactEndpoint, { params: { id: accountId }, body: person, idempotencyKey })
      } else {
        const body = { ...person, version: contact.version }
        await request(changeContactEndpoint, { params: { id: contact.id }, body })
      }
    } finally {
      await renew()
    }
    toast({ message: t(contact === undefined ? 'contacts.added' : 'contacts.saved', { name: person.name }) })
  }
  const check = (): Record<string, string> => ({
    ...(person.name.trim() === '' && { name: t('contacts.missing.name') }),
    ...(person.email.trim() === '' && { email: t('contacts.missing.email') }),
  })
  const isMoved = contact?.hasLogin === true && person.email.trim() !== contact.email
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={contact === undefined ? t('contacts.addTitle') : t('contacts.editTitle', { name: contact.name })}
      send={t(contact === undefined ? 'contacts.add' : 'contacts.save')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('contacts.name')}
            value={person.name}
            maxLength={200}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('contacts.email')}
            description={isMoved ? t('contacts.emailMoved') : undefined}
            type="email"
            value={person.email}
            maxLength={320}
            error={errorOf('email')}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
          <div className={classes.pair}>
            <TextInput
              label={t('contacts.zone')}
              description={t('contacts.zoneNote')}
              value={person.timeZone}
              error={errorOf('timeZone')}
              list="contact-zones"
              onChange={(event) => set({ timeZone: event.currentTarget.value.trim() })}
            />
            <TextInput
              label={t('contacts.language')}
              description={t('contacts.languageNote')}
              value={person.language}
              error={errorOf('language')}
              onChange={(event) => set({ language: event.currentTarget.value.trim() })}
            />
          </div>
          <datalist id="contact-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
          <Checkbox
            label={t('contacts.admin')}
            checked={person.isAccountAdmin}
            onChange={(event) => set({ isAccountAdmin: event.currentTarget.checked })}
          />
        </>
      )}
    </SendDialog>
  )
}
