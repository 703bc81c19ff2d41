import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { exampleValues } from '#channels/email/domain/example-values.ts'
import { mailPageOfText } from '#channels/email/domain/mail-layout.ts'
import type { MailLanguage, TemplateKind, TemplateText } from '#channels/email/domain/mail-template-kinds.ts'
import { renderTemplate } from '#channels/email/domain/render-template.ts'
import classes from './templates.module.css'
import { useLeavingWords } from './use-leaving-words.ts'

type TemplatePreviewProps = {
  kind: TemplateKind
  language: MailLanguage
  text: TemplateText
  isGood: boolean
  vendorName: string
}

const looks = ['light', 'dark', 'plain'] as const

/** How the mail arrives, with an invented customer; in a frame that runs nothing and loads nothing. */
export function TemplatePreview({ kind, language, text, isGood, vendorName }: TemplatePreviewProps) {
  const t = useLeavingWords()
  const [look, setLook] = useState<(typeof looks)[number]>('light')
  const shown = isGood ? renderTemplate(kind, text, exampleValues(kind, language, vendorName)) : null
  return (
    <section className={classes.preview} aria-labelledby="template-preview">
      <header className={classes.head}>
        <h2 id="template-preview">{t('templates.preview')}</h2>
        <SegmentedControl
          aria-label={t('templates.preview')}
          value={look}
          data={looks.map((value) => ({ value, label: t(`templates.${value}`) }))}
          onChange={(value) => setLook(looks.find((one) => one === value) ?? 'light')}
        />
      </header>
      <p className={classes.quiet}>{t('templates.previewLead')}</p>
      {shown === null && <p>{t('templates.bad')}</p>}
      {shown !== null && (
        <>
          <p className={classes.subject}>{shown.subject}</p>
          {look === 'plain' ? (
            <pre className={classes.plain}>{shown.body}</pre>
          ) : (
            <iframe
              className={classes.frame}
              title={t('templates.preview')}
              sandbox=""
              srcDoc={mailPageOfText(shown.body, { language, scheme: look })}
            />
          )}
        </>
      )}
    </section>
  )
}
