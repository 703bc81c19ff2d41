import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Sending } from '../api/use-sending.ts'
import classes from './overtaken-note.module.css'
import { toast } from './toast.tsx'
import type { FormDraft } from './use-form-draft.ts'

type OvertakenNoteProps<Draft> = {
  form: Pick<FormDraft<unknown, Draft>, 'draft' | 'isOvertaken' | 'edit' | 'takeTheirs' | 'keepMine'>
  sending: Sending
}

/** In a form that a colleague has saved meanwhile: whose words go on. */
export function OvertakenNote<Draft>({ form, sending }: OvertakenNoteProps<Draft>) {
  const { t } = useTranslation('kit')
  // What the form is just saving comes back as news, too.
  if (!form.isOvertaken || sending.busy) return null
  const takeTheirs = (): void => {
    const mine = form.draft
    sending.clear()
    form.takeTheirs()
    toast({ message: t('form.tookTheirs'), undo: () => form.edit(() => mine), instead: 'overtaken' })
  }
  const keepMine = (): void => {
    sending.clear()
    form.keepMine()
  }
  return (
    <div className={classes.note} role="status">
      <p>{t('form.overtaken')}</p>
      <Button size="xs" onClick={takeTheirs}>
        {t('form.takeTheirs')}
      </Button>
      <Button size="xs" onClick={keepMine}>
        {t('form.keepMine')}
      </Button>
    </div>
  )
}
