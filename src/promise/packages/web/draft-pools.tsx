import { Button } from '@mantine/core'
import { drawnBy } from '#promise/packages/domain/draft-cell.ts'
import { type Json, valueAt } from '#promise/packages/domain/draft-path.ts'
import type { CatalogueProblem } from '#promise/packages/domain/read-catalogue-text.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { toast } from '#web/components/toast.tsx'
import { DraftField, numberOr, plainText, problemAt } from './draft-field.tsx'
import classes from './draft-pools.module.css'
import type { DraftEditor } from './use-draft-editor.ts'
import { useDraftWords } from './use-draft-words.ts'

type DraftPoolsProps = { editor: DraftEditor; problems: readonly CatalogueProblem[] }

/** The pools: how many of what, and which cells draw from each. */
export function DraftPools({ editor, problems }: DraftPoolsProps) {
  const t = useDraftWords()
  const codes = Object.keys(editor.document.pools)
  return (
    <section className={classes.all}>
      <SectionHead title={t('pools')} count={codes.length} />
      <p className={classes.quiet}>{t(codes.length === 0 ? 'poolsNone' : 'poolsLead')}</p>
      {codes.map((code) => (
        <PoolFields key={code} code={code} editor={editor} problems={problems} />
      ))}
    </section>
  )
}

function PoolFields({ code, editor, problems }: DraftPoolsProps & { code: string }) {
  const t = useDraftWords()
  const { document, edit } = editor
  const cells = drawnBy(document, code)
  const field = (name: 'limit' | 'unit' | 'footnote', label: string) => {
    const path = ['pools', code, name]
    return (
      <DraftField
        isLabelled
        label={label}
        path={path}
        value={valueAt(document, path)}
        {...(name === 'limit' && { width: 104, inputMode: 'numeric' as const })}
        write={plainText}
        read={(text) =>
          name === 'limit' ? numberOr(text) : text === '' && name === 'footnote' ? undefined : text
        }
        onEdit={(value) => edit([{ path, value }])}
        problem={problemAt(problems, path)}
      />
    )
  }
  const remove = (): void => {
    const pool = document.pools[code]
    edit([{ path: ['pools', code], value: undefined }])
    toast({
      message: t('pool.removed', { code }),
      undo: () => edit([{ path: ['pools', code], value: pool as Json }]),
    })
  }
  return (
    <fieldset className={classes.pool}>
      <legend>{code}</legend>
      <div className={classes.fields}>
        {field('limit', t('pool.limit'))}
        {field('unit', t('pool.unit'))}
        <div className={classes.wide}>{field('footnote', t('pool.footnote'))}</div>
      </div>
      <p className={classes.shared}>
        <b>{t('pool.shared')}</b>{' '}
        {cells.length === 0
          ? t('pool.nobody')
          : cells.map(({ service, packageName }) => `${service} (${packageName})`).join('; ')}
      </p>
      {cells.length === 0 && (
        <Button size="xs" onClick={remove}>
          {t('pool.remove')}
        </Button>
      )}
    </fieldset>
  )
}
