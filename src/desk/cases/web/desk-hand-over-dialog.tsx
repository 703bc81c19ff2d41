import { Button, Radio, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { FourLineGlyph } from '#web/components/four-line-glyph.tsx'
import classes from './desk-hand-over-dialog.module.css'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useLinesWords } from '#desk/lines/web/use-lines-words.ts'
import { DeskDialog } from './desk-dialog.tsx'

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
    <DeskDialog opened={opened} onClose={onClose} title={t('handOver.title', { reference })} size={480}>
      <HandOverForm from={from} onHandOver={onHandOver} onClose={onClose} />
    </DeskDialog>
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
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const line = chosen ?? lines.find((one) => one.number === from + 1)?.number

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (line === undefined) return setProblem(t('handOver.lineMissing'))
    if (reason.trim() === '') return setProblem(t('handOver.reasonMissing'))
    setBusy(true)
    try {
      await onHandOver(line, reason.trim())
      onClose()
    } catch (failure) {
      setProblem(`${t('handOver.failed')} ${problemSentence(failure)}`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
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
        error={problem}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={classes.actions}>
        <Button variant="subtle" onClick={onClose}>
          {t('handOver.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={busy}>
          {line === undefined ? t('handOver.send') : t('handOver.sendTo', { line })}
        </Button>
      </div>
    </form>
  )
}
