import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseView, changeCaseEndpoint, priority, type Priority } from '#desk/cases/domain/contract.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './portal-case.module.css'
import { PortalFormEnd } from './portal-form-end.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalPriorityChoiceProps = { one: CaseView; onChanged: () => Promise<void> }

/** With priority management a contact sets the level, with a note (SPEC 5.4); the promise follows by its own rules. */
export function PortalPriorityChoice({ one, onChanged }: PortalPriorityChoiceProps) {
  const t = usePortalCaseWords()
  const [isChanging, setChanging] = useState(false)
  return (
    <div className={classes.wish}>
      {isChanging ? (
        <PriorityForm one={one} onChanged={onChanged} onClose={() => setChanging(false)} />
      ) : (
        <Button onClick={() => setChanging(true)}>{t('facts.changePriority')}</Button>
      )}
    </div>
  )
}

function PriorityForm({ one, onChanged, onClose }: PortalPriorityChoiceProps & { onClose: () => void }) {
  const t = usePortalCaseWords()
  const kit = useTranslation('kit').t
  const definitions = useVendor()?.priorityDefinitions
  const sending = useSending()
  const [wanted, setWanted] = useState<Priority>(one.priority)
  const [note, setNote] = useState('')
  const change = async (): Promise<void> => {
    const after = await request(changeCaseEndpoint, {
      params: { reference: one.reference },
      body: { priority: wanted, version: one.version, ...(note.trim() !== '' && { reason: note.trim() }) },
    })
    const level = kit(`case.priority.${after.priority}`).toLowerCase()
    toast({ message: t('facts.priorityChanged', { priority: level }) })
    onClose()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (wanted === one.priority) onClose()
    // A newer version of the case is shown also where this one was refused.
    else void sending.run(change).then(onChanged)
  }
  return (
    <form className={classes.wishForm} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('facts.priority')}
        description={definitions?.[wanted]}
        data-autofocus
        value={wanted}
        data={priority.options.map((level) => ({ value: level, label: kit(`case.priority.${level}`) }))}
        onChange={(event) => setWanted(priority.parse(event.currentTarget.value))}
      />
      <Textarea
        label={t('facts.priorityNote')}
        description={t('facts.changePriorityNote')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <PortalFormEnd
        failed={t('facts.priorityFailed')}
        sentence={sending.sentence}
        busy={sending.busy}
        send={t('facts.setPriority')}
        onCancel={onClose}
      />
    </form>
  )
}
