import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { checkTemplate } from '#channels/email/domain/check-template.ts'
import type { TemplateText } from '#channels/email/domain/mail-template-kinds.ts'
import {
  type MailTemplate,
  resetTemplateEndpoint,
  saveTemplateEndpoint,
  testTemplateEndpoint,
} from '#channels/email/domain/template-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { templatesQuery } from './leaving-queries.ts'
import { useLeavingWords } from './use-leaving-words.ts'

/** A template as it is typed: what is wrong with it, saving it, trying it, and going back. */
export function useTemplateForm(template: MailTemplate) {
  const t = useLeavingWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { kind, language, version } = template
  const start: TemplateText = { subject: template.subject, body: template.body }
  const [draft, setDraft] = useState(start)
  const isDirty = draft.subject !== start.subject || draft.body !== start.body
  const problems = checkTemplate(kind, draft)
  const params = { kind, language }
  const refresh = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey })
  return {
    draft,
    problems,
    sending,
    put(news: Partial<TemplateText>): void {
      setDraft({ ...draft, ...news })
    },
    async save(): Promise<void> {
      if (!isDirty) return announce(t('templates.unchanged'))
      const saved = await sending.run(() =>
        request(saveTemplateEndpoint, { params, body: { ...draft, version } }),
      )
      if (!saved) return
      toast({ message: t('templates.saved') })
      await refresh()
    },
    async test(): Promise<void> {
      await sending.run(async () => {
        const { to, leaves } = await request(testTemplateEndpoint, { params, body: draft })
        toast({ message: leaves ? t('templates.tested', { to }) : t('templates.testKept') })
      })
    },
    async reset(): Promise<void> {
      const gone = await sending.run(() => request(resetTemplateEndpoint, { params, body: { version } }))
      if (!gone) return
      toast({ message: t('templates.resetDone') })
      await refresh()
    },
  }
}
