import { NumberInput, TextInput } from '@mantine/core'
import { callInput, type CallInput } from '#desk/cases/domain/call.ts'
import type { CallDraft } from './desk-new-case-draft.ts'
import classes from './desk-work.module.css'
import { instantOf, wallTime } from './desk-zone-time.ts'
import { useWorkWords } from './desk-use-work-words.ts'

/** The reader's own zone, in which the form is filled. */
type Zone = string | undefined

/** A call that ended now, after ten minutes. */
export function newCallDraft(now: number, timeZone: Zone, spokeWith: string): CallDraft {
  return { startedAt: wallTime(now - 10 * 60_000, timeZone), minutes: 10, spokeWith }
}

/** The call as it is logged; undefined where something is missing. */
export function callOf(draft: CallDraft, timeZone: Zone, by: CallInput['by']): CallInput | undefined {
  const at = instantOf(draft.startedAt, timeZone)
  const startedAt = Number.isNaN(at) ? '' : new Date(at).toISOString()
  return callInput.safeParse({ by, startedAt, minutes: draft.minutes, spokeWith: draft.spokeWith }).data
}

type DeskCallFieldsProps = { draft: CallDraft; onChange: (draft: CallDraft) => void }

/** When a call began, how long it took, and who spoke. */
export function DeskCallFields({ draft, onChange }: DeskCallFieldsProps) {
  const t = useWorkWords()
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('call.startedAt')}
          value={draft.startedAt}
          onChange={(event) => onChange({ ...draft, startedAt: event.currentTarget.value })}
        />
        <NumberInput
          label={t('call.minutes')}
          value={draft.minutes}
          min={1}
          max={600}
          allowDecimal={false}
          onChange={(value) => onChange({ ...draft, minutes: value === '' ? '' : Number(value) })}
        />
      </div>
      <TextInput
        label={t('call.spokeWith')}
        value={draft.spokeWith}
        maxLength={200}
        onChange={(event) => onChange({ ...draft, spokeWith: event.currentTarget.value })}
      />
    </>
  )
}
