import { Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { FourLineGlyph } from '#web/components/four-line-glyph.tsx'
import classes from './desk-hand-over-dialog.module.css'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useLinesWords } from '#desk/lines/web/use-lines-words.ts'
import { DialogBody } from './desk-dialog-parts.tsx'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { useDialogForm } from './desk-use-dialog-form.ts'

type HandOverDialogProps = {
  opened: boolean
  onClose: () => void
  reference: string
  /** The line that has the case now. */
  from: number
  /** Rejects → the text stays and the reason is shown. */
  onHandOver: (line: number, reason: string) => Promise<unknown>
}

/** Gives a case to another line: to whom, and what they have to know. */
export function HandOverDialog({ opened, onClose, reference, from, onHandOver }: HandOverDialogProps) {
  const t = useLinesWords()
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('handOver.title', { reference })} size={480}>
      <HandOverForm from={from} onHandOver={onHandOver} onClose={onClose} />
    </DialogFrame>
  )
}

function HandOverForm({
  from,
  onHandOver,
  onClose,
}: Pick<HandOverDialogProps, 'from' | 'onHandOver' | 'onClose'>) {
  const t = useLinesWords()
  const lines = useLines()
  const [chosen, setChosen] = useState<number>()
  const [reason, setReason] = useState('')
  const form = useDialogForm(onClose)
  const line = chosen ?? lines.find((one) => one.number === from + 1)?.number
  const send = (): void => {
    if (line === undefined) return form.setProblem(t('handOver.lineMissing'))
    if (reason.trim() === '') return form.setProblem(t('handOver.reasonMissing'))
    void form.run(() => onHandOver(line, reason.trim()))
    return undefined
  }

  return (
    <DialogBody
      form={form}
      onSubmit={send}
      onCancel={onClose}
      send={line === undefined ? t('handOver.send') : t('handOver.sendTo', { line })}
    >
      <Radio.Group
        label={t('handOver.to')}
        value={line === undefined ? '' : String(line)}
        onChange={(value) => setChosen(Number(value))}
      >
        <div className={classes.lines}>
          {lines.map((one) => (
            <label key={one.number} className={classes.line} data-here={one.number === from || undefined}>
              <Radio value={String(one.number)} disabled={one.number === from} />
              <FourLineGlyph line={one.number} size={16} />
              <span className={classes.name}>
                {one.number === from ? t('handOver.here', { name: one.name }) : one.name}
              </span>
              <span className={classes.people}>
                {one.members.length === 0
                  ? t('handOver.nobody')
                  : t('handOver.people', { count: one.members.length })}
              </span>
            </label>
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('handOver.reason')}
        description={t('handOver.reasonNote')}
        value={reason}
        maxLength={1000}
        autosize
        minRows={3}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          form.setProblem(undefined)
        }}
      />
    </DialogBody>
  )
}
