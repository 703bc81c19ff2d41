import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  type listHelpLinksEndpoint,
  saveHelpLinksEndpoint,
} from '#channels/email/domain/help-links-contract.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { toast } from '#web/components/toast.tsx'
import { useFormDraft } from '#web/components/use-form-draft.ts'
import { helpLinksQuery } from './triage-queries.ts'
import classes from './triage.module.css'
import { useTriageWords } from './use-triage-words.ts'

type Link = { key: string; label: string; url: string }

/** The vendor's own links for answers with help, kept as a short list by admins. */
export function HelpLinksSection() {
  const t = useTriageWords()
  const links = useQuery(helpLinksQuery)
  return (
    <section className={classes.section} aria-labelledby="help-links">
      <SectionHead id="help-links" title={t('help.title')} />
      <p>{t('help.lead')}</p>
      {links.data === undefined && links.error === null && <Skeletons rows={3} />}
      {links.data === undefined && links.error !== null && (
        <ErrorState problem={links.error} title={t('help.failed')} onRetry={() => void links.refetch()} />
      )}
      {links.data !== undefined && <LinkForm kept={links.data} />}
    </section>
  )
}

type Kept = ResponseOf<typeof listHelpLinksEndpoint>

const ownLinks = ({ items }: Kept): Link[] =>
  items.filter(({ kind }) => kind === 'own').map(({ code: key, label, url }) => ({ key, label, url }))

function LinkForm({ kept }: { kept: Kept }) {
  const t = useTriageWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const form = useFormDraft(kept, ownLinks)
  const { draft: links, edit: setLinks } = form
  const [isChecked, setChecked] = useState(false)
  const change = (key: string, news: Partial<Link>): void =>
    setLinks((all) => all.map((one) => (one.key === key ? { ...one, ...news } : one)))
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setChecked(true)
    if (links.some(({ label, url }) => label.trim() === '' || !url.trim().startsWith('https://'))) return
    const body = {
      links: links.map(({ label, url }) => ({ label: label.trim(), url: url.trim() })),
      version: form.from.version,
    }
    const isSaved = await sending.run(() => request(saveHelpLinksEndpoint, { body }))
    if (isSaved) {
      form.saved(links)
      setChecked(false)
      toast({ message: t('help.saved') })
    }
    await queryClient.invalidateQueries({ queryKey: helpLinksQuery.queryKey })
  }
  return (
    <form className={classes.links} noValidate onSubmit={(event) => void save(event)}>
      {links.length === 0 && <p>{t('help.empty')}</p>}
      {links.map(({ key, label, url }) => (
        <div key={key} className={classes.helpRow}>
          <TextInput
            label={t('help.label')}
            value={label}
            maxLength={80}
            error={isChecked && label.trim() === '' && t('help.labelMissing')}
            onChange={(event) => change(key, { label: event.currentTarget.value })}
          />
          <TextInput
            label={t('help.url')}
            value={url}
            maxLength={500}
            type="url"
            error={isChecked && !url.trim().startsWith('https://') && t('help.urlMissing')}
            onChange={(event) => change(key, { url: event.currentTarget.value })}
          />
          <Button
            aria-label={t('help.removeOf', { label })}
            onClick={() => setLinks((all) => all.filter((one) => one.key !== key))}
          >
            {t('help.remove')}
          </Button>
        </div>
      ))}
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {sending.sentence}
        </p>
      )}
      <OvertakenNote form={form} sending={sending} />
      <div className={classes.headActs}>
        {links.length < 12 && (
          <Button
            onClick={() =>
              setLinks((all) => [...all, { key: crypto.randomUUID(), label: '', url: 'https://' }])
            }
          >
            {t('help.add')}
          </Button>
        )}
        <Button type="submit" variant="filled" loading={sending.busy}>
          {t('help.save')}
        </Button>
      </div>
    </form>
  )
}
