import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type MailLanguage,
  mailLanguages,
  type TemplateKind,
} from '#channels/email/domain/mail-template-kinds.ts'
import {
  type MailTemplate,
  type MailTemplates,
  saveMailDefaultsEndpoint,
} from '#channels/email/domain/template-contract.ts'
import { PermittedPage } from '#people/auth/web/permitted-page.tsx'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useSending } from '#web/api/use-sending.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { toast } from '#web/components/toast.tsx'
import { useKeptText } from '#web/components/use-kept-text.ts'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { templatesQuery } from './leaving-queries.ts'
import { TemplateEditor } from './template-editor.tsx'
import classes from './templates.module.css'
import { useLeavingWords } from './use-leaving-words.ts'
import { templateDraftKey } from './use-template-form.ts'

/** What mail says, by kind and language. For admins. */
export function AdminMailTemplates() {
  const t = useLeavingWords()
  const denied = { title: t('templates.denied'), text: t('templates.deniedText'), back: t('templates.back') }
  return (
    <PermittedPage permission="mail.manage" title={t('templates.title')} denied={denied}>
      <Templates />
    </PermittedPage>
  )
}

function Templates() {
  const t = useLeavingWords()
  const { data, error, refetch } = useQuery(templatesQuery)
  useLiveTopics({ mail_templates: [templatesQuery.queryKey] })
  return (
    <AdminPage title={t('templates.title')} lead={t('templates.lead')}>
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('templates.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <List templates={data} />}
    </AdminPage>
  )
}

function List({ templates }: { templates: MailTemplates }) {
  const t = useLeavingWords()
  const [language, setLanguage] = useState<MailLanguage>(templates.defaultLanguage)
  const [kind, setKind] = useState<TemplateKind>()
  const items = templates.items.filter((item) => item.language === language)
  const chosen = items.find((item) => item.kind === kind)
  return (
    <>
      <div className={classes.choices}>
        <NativeSelect
          label={t('templates.language')}
          value={language}
          data={mailLanguages.map((value) => ({ value, label: t(`templates.languageOf.${value}`) }))}
          onChange={(event) => {
            const next = mailLanguages.find((one) => one === event.currentTarget.value)
            if (next !== undefined) setLanguage(next)
          }}
        />
        <UsualLanguage templates={templates} />
      </div>
      {chosen === undefined ? (
        <ul className={classes.list}>
          {items.map((item) => (
            <Row key={`${item.kind} ${item.language}`} item={item} onOpen={() => setKind(item.kind)} />
          ))}
        </ul>
      ) : (
        <TemplateEditor
          key={`${chosen.kind} ${chosen.language}`}
          template={chosen}
          vendorName={templates.vendorName}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  )
}

function Row({ item, onOpen }: { item: MailTemplate; onOpen: () => void }) {
  const t = useLeavingWords()
  const [unsaved] = useKeptText(templateDraftKey(item))
  return (
    <li>
      <button type="button" onClick={onOpen}>
        {t(`templates.kind.${item.kind}`)}
      </button>
      <span data-own={item.version > 0 || undefined}>
        {item.version === 0 ? t('templates.ours') : t('templates.changed', { name: item.changedBy })}
        {unsaved !== '' && ` · ${t('templates.unsaved')}`}
      </span>
    </li>
  )
}

function UsualLanguage({ templates }: { templates: MailTemplates }) {
  const t = useLeavingWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const save = (language: MailLanguage) =>
    sending.run(async () => {
      const body = { language, version: templates.defaultVersion }
      queryClient.setQueryData(templatesQuery.queryKey, await request(saveMailDefaultsEndpoint, { body }))
      toast({ message: t('templates.usualSaved') })
    })
  return (
    <NativeSelect
      label={t('templates.usual')}
      description={t('templates.usualHint')}
      value={templates.defaultLanguage}
      disabled={sending.busy}
      error={sending.sentence}
      data={mailLanguages.map((value) => ({ value, label: t(`templates.languageOf.${value}`) }))}
      onChange={(event) => {
        const next = mailLanguages.find((one) => one === event.currentTarget.value)
        if (next !== undefined) void save(next)
      }}
    />
  )
}
