import { useRef } from 'react'
import { Button, Textarea, TextInput } from '@mantine/core'
import { templateKind, templateVariables } from '#channels/email/domain/mail-template-kinds.ts'
import type { MailTemplate } from '#channels/email/domain/template-contract.ts'
import { templateProblemText } from '#channels/email/domain/template-problem-text.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { TemplatePreview } from './template-preview.tsx'
import classes from './templates.module.css'
import { useLeavingWords } from './use-leaving-words.ts'
import { useTemplateForm } from './use-template-form.ts'

type TemplateEditorProps = { template: MailTemplate; vendorName: string; onClose: () => void }

/** The words of one kind of mail in one language, with what may stand in them and how it looks. */
export function TemplateEditor({ template, vendorName, onClose }: TemplateEditorProps) {
  const t = useLeavingWords()
  const text = useRef<HTMLTextAreaElement>(null)
  const form = useTemplateForm(template)
  const { draft, problems, sending } = form
  const { kind, language, version } = template
  const { variables, toAnyone } = templateKind(kind)
  const insert = (name: string): void => {
    const at = text.current?.selectionStart ?? draft.body.length
    const end = text.current?.selectionEnd ?? at
    form.put({ body: `${draft.body.slice(0, at)}{{${name}}}${draft.body.slice(end)}` })
    text.current?.focus()
  }
  const errorOf = (field: 'subject' | 'body') =>
    problems
      .filter((problem) => problem.field === field)
      .map(templateProblemText)
      .join(' ') || sending.errorOf(field)
  return (
    <div className={classes.editor}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.save()
        }}
      >
        <header className={classes.head}>
          <h2>
            {t(`templates.kind.${kind}`)}, {t(`templates.languageOf.${language}`)}
          </h2>
          <Button variant="subtle" onClick={onClose}>
            {t('templates.close')}
          </Button>
        </header>
        {toAnyone && <p className={classes.quiet}>{t('templates.toAnyone')}</p>}
        <TextInput
          label={t('templates.subject')}
          value={draft.subject}
          error={errorOf('subject')}
          maxLength={200}
          onChange={(event) => form.put({ subject: event.currentTarget.value })}
        />
        <Textarea
          ref={text}
          label={t('templates.body')}
          autosize
          minRows={10}
          value={draft.body}
          error={errorOf('body')}
          onChange={(event) => form.put({ body: event.currentTarget.value })}
        />
        <fieldset className={classes.variables}>
          <legend>{t('templates.insert')}</legend>
          {variables
            .filter((name) => name in templateVariables)
            .map((name) => (
              <Button key={name} size="compact-sm" onClick={() => insert(name)}>
                {t(`templates.variable.${name}`)}
              </Button>
            ))}
        </fieldset>
        {sending.sentence !== undefined && (
          <p className={classes.problem} role="alert">
            {t('templates.notSaved')} {sending.sentence}
          </p>
        )}
        <OvertakenNote form={form} sending={sending} />
        {form.isDirty && !form.isOvertaken && <p className={classes.quiet}>{t('templates.kept')}</p>}
        <div className={classes.tools}>
          <Button type="submit" variant="filled" loading={sending.busy}>
            {t('templates.save')}
          </Button>
          <Button disabled={sending.busy || problems.length > 0} onClick={() => void form.test()}>
            {t('templates.test')}
          </Button>
          {form.isDirty && (
            <Button variant="subtle" disabled={sending.busy} onClick={form.discard}>
              {t('templates.discard')}
            </Button>
          )}
          {version > 0 && (
            <Button variant="subtle" disabled={sending.busy} onClick={() => void form.reset()}>
              {t('templates.reset')}
            </Button>
          )}
        </div>
      </form>
      <TemplatePreview
        kind={kind}
        language={language}
        text={draft}
        isGood={problems.length === 0}
        vendorName={vendorName}
      />
    </div>
  )
}
