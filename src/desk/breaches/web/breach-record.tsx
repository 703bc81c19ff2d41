import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type BreachView, recordBreachEndpoint } from '#desk/breaches/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { type Sending, useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { breachQuery, causesQuery, useRenewBreaches } from './breach-queries.ts'
import classes from './breach-page.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

type Props = { found: BreachView }
type Form = { causeCode: string; causeNote: string; told: string; fromReply: boolean }

/** Why it was missed and what the customer was told: a form while it may be written, else as it was written. */
export function BreachRecord({ found }: Props) {
  const t = useBreachWords()
  // What is typed stays whatever is fetched beside it; only saving, or asking for it, starts anew.
  const [start, setStart] = useState(0)
  return (
    <section aria-labelledby="record">
      <h2 id="record">{t('form.title')}</h2>
      {found.allowed.includes('record') ? (
        <RecordForm key={start} found={found} onAnew={() => setStart(start + 1)} />
      ) : (
        <Recorded found={found} />
      )}
    </section>
  )
}

function Recorded({ found }: Props) {
  const t = useBreachWords()
  const { moment } = useBreachFormats()
  const { cause, causeNote, told } = found
  return (
    <div className={classes.fields}>
      {cause !== null && (
        <p>
          <b>{cause.name}</b>
        </p>
      )}
      <p className={classes.quiet}>{causeNote === '' ? t('form.noNote') : causeNote}</p>
      {told === null ? (
        <p className={classes.quiet}>{t('form.nothing')}</p>
      ) : (
        <figure>
          <figcaption className={classes.quiet}>
            {t('page.told')}, {moment(told.at)}
          </figcaption>
          <blockquote className={classes.said}>{told.text}</blockquote>
        </figure>
      )}
    </div>
  )
}

function RecordForm({ found, onAnew }: Props & { onAnew: () => void }) {
  const t = useBreachWords()
  const sending = useSending()
  const [tried, setTried] = useState(false)
  const [form, setForm] = useState<Form>({
    causeCode: found.cause?.code ?? '',
    causeNote: found.causeNote,
    told: found.told?.text ?? '',
    fromReply: false,
  })
  const causes = (useQuery(causesQuery).data ?? []).filter(
    (one) => one.active || one.code === found.cause?.code,
  )
  const missing = form.causeCode === '' ? t('form.causeMissing') : undefined
  const work = useRecording(found, form, sending, onAnew)
  const send = async (): Promise<void> => {
    setTried(true)
    if (missing !== undefined) return announce(missing, 'now')
    await work.save()
  }
  return (
    <form
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <NativeSelect
        label={t('form.cause')}
        value={form.causeCode}
        error={(tried ? missing : undefined) ?? sending.errorOf('causeCode')}
        data={[
          { value: '', label: t('form.choose') },
          ...causes.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => setForm({ ...form, causeCode: event.currentTarget.value })}
      />
      <Textarea
        label={t('form.note')}
        description={t('form.noteHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={form.causeNote}
        error={sending.errorOf('causeNote')}
        onChange={(event) => setForm({ ...form, causeNote: event.currentTarget.value })}
      />
      <ToldField found={found} form={form} sending={sending} onChange={setForm} />
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('form.failed')} {sending.sentence}
        </p>
      )}
      <div className={classes.buttons}>
        <Button
          type="submit"
          variant={found.state === 'recorded' ? 'default' : 'filled'}
          loading={sending.busy}
        >
          {t(found.state === 'recorded' ? 'form.again' : 'form.send')}
        </Button>
        {work.isStale && <Button onClick={onAnew}>{t('form.stale')}</Button>}
      </div>
    </form>
  )
}

function useRecording(found: BreachView, form: Form, sending: Sending, onAnew: () => void) {
  const t = useBreachWords()
  const renew = useRenewBreaches()
  const stored = useQuery(breachQuery(found.id))
  const [read] = useState(found.version)
  const [isStale, setStale] = useState(false)
  const save = async (): Promise<void> => {
    const reply = form.fromReply ? found.suggestion?.entryId : undefined
    const told = form.told.trim()
    const body = {
      causeCode: form.causeCode,
      causeNote: form.causeNote.trim(),
      version: read,
      ...(reply !== undefined ? { toldEntryId: reply } : told === '' ? {} : { told }),
    }
    const isDone = await sending.run(async () => {
      await request(recordBreachEndpoint, { params: { id: found.id }, body }).catch((failure: unknown) => {
        setStale(failure instanceof ApiProblem && failure.code === 'changed_meanwhile')
        void stored.refetch()
        throw failure
      })
      await renew()
      toast({ message: t('form.saved') })
    })
    if (isDone) onAnew()
  }
  return { save, isStale }
}

type ToldProps = Props & { form: Form; sending: Sending; onChange: (form: Form) => void }

/** In one's own words, or the latest reply of the case as it left. */
function ToldField({ found, form, sending, onChange }: ToldProps) {
  const t = useBreachWords()
  const { moment } = useBreachFormats()
  const { suggestion } = found
  if (suggestion !== null && form.fromReply)
    return (
      <figure>
        <figcaption className={classes.label}>{t('form.told')}</figcaption>
        <p className={classes.quiet}>
          {t('form.used', { name: suggestion.by, when: moment(suggestion.at) })}
        </p>
        <blockquote className={classes.said}>{suggestion.text}</blockquote>
        <Button size="xs" variant="subtle" onClick={() => onChange({ ...form, fromReply: false })}>
          {t('form.own')}
        </Button>
      </figure>
    )
  return (
    <>
      <Textarea
        label={t('form.told')}
        description={t('form.toldHint')}
        autosize
        minRows={3}
        maxLength={4000}
        value={form.told}
        error={sending.errorOf('told') ?? sending.errorOf('toldEntryId')}
        onChange={(event) => onChange({ ...form, told: event.currentTarget.value })}
      />
      {suggestion !== null && suggestion.text !== form.told && (
        <figure className={classes.offer}>
          <figcaption className={classes.quiet}>
            {t('form.latest', { name: suggestion.by, when: moment(suggestion.at) })}
          </figcaption>
          <blockquote className={classes.said}>{suggestion.text}</blockquote>
          <Button size="xs" onClick={() => onChange({ ...form, fromReply: true })}>
            {t('form.use')}
          </Button>
        </figure>
      )}
    </>
  )
}
