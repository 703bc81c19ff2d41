import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import {
  type MailSettings,
  type RelayInput,
  type RelaySecurity,
  relaySecurities,
  saveRelayEndpoint,
} from '#channels/email/domain/mail-settings-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { useFormDraft } from '#web/components/use-form-draft.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { mailSettingsQuery } from './mail-settings-query.ts'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

type Outgoing = MailSettings['outgoing']

export type RelayDraft = {
  host: string
  port: string
  security: RelaySecurity
  user: string
  password: string
}

const usualPort: Record<RelaySecurity, string> = { starttls: '587', tls: '465', none: '25' }

/** The mail server as it is typed: what is missing, whether it differs from what is kept, and saving it. */
export function useRelayForm(outgoing: Outgoing) {
  const t = useMailSettingsWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const form = useFormDraft(outgoing, relayDraftOf)
  const { draft, isDirty } = form
  const { relay, version } = form.from
  const [isChecked, setChecked] = useState(false)
  const mistakes = mistakesOf(draft, relay?.hasPassword === true && draft.user === (relay.user ?? ''))
  const save = async (wanted: RelayInput | null, done: string): Promise<void> => {
    const saved = await sending.run(async () => {
      const settings = await request(saveRelayEndpoint, { body: { relay: wanted, version } })
      queryClient.setQueryData(mailSettingsQuery.queryKey, settings)
    })
    if (!saved) return queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })
    form.saved(draft)
    setChecked(false)
    void queryClient.invalidateQueries({ queryKey: ['checklist'] })
    toast({ message: done })
  }
  /** What would be sent; undefined, and said beside the fields, where something is missing. */
  const check = (): RelayInput | undefined => {
    setChecked(true)
    return Object.keys(mistakes).length === 0 ? relayOf(draft) : undefined
  }
  return {
    ...form,
    sending,
    put(news: Partial<RelayDraft>): void {
      const isUsual = draft.port === usualPort[draft.security]
      const port = news.security !== undefined && isUsual ? { port: usualPort[news.security] } : {}
      form.edit((before) => ({ ...before, ...port, ...news }))
    },
    errorOf(field: keyof RelayDraft): string | undefined {
      const mistake = isChecked ? mistakes[field] : undefined
      return mistake === undefined ? sending.errorOf(`relay.${field}`) : t(`out.${mistake}`)
    },
    check,
    async save(): Promise<void> {
      if (!isDirty) return announce(t('out.unchanged'))
      const wanted = check()
      if (wanted !== undefined) await save(wanted, t('out.saved', { host: wanted.host }))
    },
    remove: () => save(null, t('out.removed')),
  }
}

function relayDraftOf({ relay }: Outgoing): RelayDraft {
  return {
    host: relay?.host ?? '',
    port: String(relay?.port ?? usualPort.starttls),
    security: relaySecurities.find((one) => one === relay?.security) ?? 'starttls',
    user: relay?.user ?? '',
    password: '',
  }
}

type Mistake = 'missingHost' | 'badPort' | 'missingPassword'

function mistakesOf(draft: RelayDraft, keepsPassword: boolean): Partial<Record<keyof RelayDraft, Mistake>> {
  const port = Number(draft.port)
  const needsPassword = draft.user.trim() !== '' && draft.password === '' && !keepsPassword
  return {
    ...(draft.host.trim() === '' && { host: 'missingHost' as const }),
    ...(!(Number.isInteger(port) && port >= 1 && port <= 65_535) && { port: 'badPort' as const }),
    ...(needsPassword && { password: 'missingPassword' as const }),
  }
}

function relayOf({ host, port, security, user, password }: RelayDraft): RelayInput {
  return {
    host: host.trim(),
    port: Number(port),
    security,
    user: user.trim() === '' ? null : user.trim(),
    ...(password !== '' && user.trim() !== '' && { password }),
  }
}
