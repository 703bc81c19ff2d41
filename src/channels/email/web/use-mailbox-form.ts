import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import {
  addMailboxEndpoint,
  changeMailboxEndpoint,
  type MailboxInput,
  type MailboxView,
} from '#channels/email/domain/mailbox-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import { useFormDraft } from '#web/components/use-form-draft.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { draftOf, type MailboxDraft, mistakesIn, pathOf, settingsOf } from './mailbox-draft.ts'
import { mailboxesKey, mailboxQuery } from './mailbox-queries.ts'
import { goToProvider } from './use-mailbox-moves.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

/** A mailbox as it is typed: what is missing, whether it differs from what is kept, and saving it. */
export function useMailboxForm(kept: MailboxView | null) {
  const t = useMailboxWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { keyFor } = useSubmissionKey()
  const form = useFormDraft(kept, draftOf)
  const { draft, isDirty } = form
  const [isChecked, setChecked] = useState(false)
  const mistakes = mistakesIn(draft, kept)
  const isAllowed = kept?.signIn.kind === 'oauth' && kept.signIn.isAllowed

  const store = async (settings: MailboxInput): Promise<MailboxView> => {
    const body = { settings }
    if (kept === null) return request(addMailboxEndpoint, { body, idempotencyKey: keyFor(body) })
    const version = form.from?.version ?? kept.version
    return request(changeMailboxEndpoint, { params: { id: kept.id }, body: { ...body, version } })
  }
  /** What would be sent; undefined, and said beside the fields, where something is missing. */
  const check = (): MailboxInput | undefined => {
    setChecked(true)
    return Object.keys(mistakes).length === 0 ? settingsOf(draft) : undefined
  }
  return {
    ...form,
    isAllowed,
    sending,
    /** Saving leads to the provider next. */
    connects: draft.kind !== 'password' && (!isAllowed || isDirty),
    put: (news: Partial<MailboxDraft>) => form.edit((before) => ({ ...before, ...news })),
    errorOf(field: keyof MailboxDraft): string | undefined {
      const mistake = isChecked ? mistakes[field] : undefined
      return mistake === undefined ? sending.errorOf(pathOf[field]) : t(`form.${mistake}`)
    },
    check,
    async save(): Promise<void> {
      if (kept !== null && !isDirty && (draft.kind === 'password' || isAllowed))
        return announce(t('form.unchanged'))
      const settings = check()
      if (settings === undefined) return
      const isDone = await sending.run(async () => {
        const saved = await store(settings)
        form.saved(draft)
        queryClient.setQueryData(mailboxQuery(saved.id).queryKey, saved)
        void queryClient.invalidateQueries({ queryKey: mailboxesKey })
        if (saved.signIn.kind === 'oauth' && !saved.signIn.isAllowed) return goToProvider(saved.id)
        toast({ message: t(saved.state === 'on' ? 'form.saved' : 'form.savedOff', { name: saved.name }) })
        go('/admin/mailboxes')
      })
      if (!isDone) void queryClient.invalidateQueries({ queryKey: mailboxesKey })
    },
  }
}

export type MailboxForm = ReturnType<typeof useMailboxForm>
