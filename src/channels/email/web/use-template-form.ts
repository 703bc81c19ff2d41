import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { checkTemplate } from '#channels/email/domain/check-template.ts'
import type { TemplateText } from '#channels/email/domain/mail-template-kinds.ts'
import {
  type MailTemplate,
  resetTemplateEndpoint,
  saveTemplateEndpoint,
  testTemplateEndpoint,
} from '#channels/email/domain/template-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import type { FormBegun } from '#web/components/form-draft.ts'
import { toast } from '#web/components/toast.tsx'
import { useFormDraft } from '#web/components/use-form-draft.ts'
import { useKeptText } from '#web/components/use-kept-text.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { templatesQuery } from './leaving-queries.ts'
import { useLeavingWords } from './use-leaving-words.ts'

const words = z.object({ subject: z.string(), body: z.string() })
const keptForm = z.object({ from: saveTemplateEndpoint.response, start: words, draft: words })

const wordsOf = ({ subject, body }: TemplateText): TemplateText => ({ subject, body })

/** Under what this browser keeps the changes of a template that are not saved yet. */
export function templateDraftKey({ kind, language }: Pick<MailTemplate, 'kind' | 'language'>): string {
  return `mail-template:${kind}:${language}`
}

/** A template as it is typed: what is wrong with it, saving it, trying it, and going back. Leaving it loses nothing. */
export function useTemplateForm(template: MailTemplate) {
  const t = useLeavingWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { kind, language } = template
  const [text, keep] = useKeptText(templateDraftKey(template))
  const [restored] = useState(() => readKept(text))
  const form = useFormDraft(template, wordsOf, restored)
  const { draft, begun, isDirty } = form
  useEffect(() => keep(isDirty ? JSON.stringify(begun) : ''), [begun, isDirty, keep])
  const params = { kind, language }
  const refresh = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey })
  /** Once ours are used again: the words from before are saved anew. */
  const restore = async (before: TemplateText): Promise<void> => {
    try {
      await request(saveTemplateEndpoint, { params, body: { ...wordsOf(template), version: 0 } })
      await refresh()
      form.edit(() => before)
      toast({ message: t('templates.resetUndone') })
    } catch (failure) {
      toast({ message: `${t('templates.notUndone')} ${problemSentence(failure)}`, tone: 'bad' })
      await refresh()
    }
  }
  return {
    ...form,
    problems: checkTemplate(kind, draft),
    sending,
    put(news: Partial<TemplateText>): void {
      form.edit((before) => ({ ...before, ...news }))
    },
    discard(): void {
      form.takeTheirs()
      toast({ message: t('templates.discarded'), undo: () => form.edit(() => draft), instead: 'discard' })
    },
    async save(): Promise<void> {
      if (!isDirty) return announce(t('templates.unchanged'))
      const body = { ...draft, version: form.from.version }
      const isSaved = await sending.run(() => request(saveTemplateEndpoint, { params, body }))
      if (isSaved) {
        form.saved(draft)
        toast({ message: t('templates.saved') })
      }
      await refresh()
    },
    async test(): Promise<void> {
      await sending.run(async () => {
        const { to, leaves } = await request(testTemplateEndpoint, { params, body: draft })
        toast({ message: leaves ? t('templates.tested', { to }) : t('templates.testKept') })
      })
    },
    async reset(): Promise<void> {
      const body = { version: template.version }
      const gone = await sending.run(() => request(resetTemplateEndpoint, { params, body }))
      if (gone) {
        form.saved(draft)
        toast({ message: t('templates.resetDone'), undo: () => void restore(draft) })
      }
      await refresh()
    },
  }
}

function readKept(text: string): FormBegun<MailTemplate, TemplateText> | undefined {
  if (text === '') return undefined
  try {
    return keptForm.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
