import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { perHourInput, perHourLimits } from '#channels/email/domain/mail-budget.ts'
import { type MailBudget, saveMailBudgetEndpoint } from '#channels/email/domain/suspension-contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useSending } from '#web/api/use-sending.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { useFormDraft } from '#web/components/use-form-draft.ts'
import { mailBudgetQuery } from './suspension-queries.ts'
import classes from './suspensions.module.css'
import { useSuspensionWords } from './use-suspension-words.ts'

/** How much mail may leave in an hour; for admins. */
export function MailBudgetPart() {
  const t = useSuspensionWords()
  const { data, error, refetch } = useQuery(mailBudgetQuery)
  useLiveTopics({ mail_budget: [mailBudgetQuery.queryKey], outgoing_mail: [mailBudgetQuery.queryKey] })
  return (
    <section className={classes.section} aria-labelledby="mail-budget">
      <SectionHead id="mail-budget" title={t('budget.title')} />
      <p className={classes.text}>{t('budget.lead')}</p>
      {data === undefined && error === null && <Skeletons rows={2} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('budget.error')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <p>
            {t('budget.used', { used: data.used, all: data.perHour })}{' '}
            {data.waiting > 0 && (
              <>
                {t('budget.waiting', { count: data.waiting })}{' '}
                <TextLink href="/desk/outgoing-mail?state=held">{t('budget.look')}</TextLink>
              </>
            )}
          </p>
          <BudgetForm budget={data} />
        </>
      )}
    </section>
  )
}

function BudgetForm({ budget }: { budget: MailBudget }) {
  const t = useSuspensionWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const form = useFormDraft(budget, ({ perHour }) => String(perHour))
  const { draft: text } = form
  const [isWrong, setWrong] = useState(false)
  const save = async (): Promise<void> => {
    const read = perHourInput.safeParse(Number(text))
    setWrong(!read.success)
    if (!read.success) return
    const body = { perHour: read.data, version: form.from.version }
    const isSaved = await sending.run(async () => {
      queryClient.setQueryData(mailBudgetQuery.queryKey, await request(saveMailBudgetEndpoint, { body }))
      toast({ message: t('budget.saved', { perHour: read.data }) })
    })
    if (isSaved) form.saved(text)
    else void queryClient.invalidateQueries({ queryKey: mailBudgetQuery.queryKey })
  }
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextInput
        label={t('budget.field')}
        description={t('budget.hint', { usual: budget.usualPerHour })}
        inputMode="numeric"
        value={text}
        maxLength={7}
        error={isWrong ? t('budget.wrong', perHourLimits) : sending.errorOf('perHour')}
        onChange={(event) => {
          const { value } = event.currentTarget
          form.edit(() => value)
        }}
      />
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('budget.failed')} {sending.sentence}
        </p>
      )}
      <OvertakenNote form={form} sending={sending} />
      <Button type="submit" loading={sending.busy}>
        {t('budget.save')}
      </Button>
    </form>
  )
}
