import { useState } from 'react'
import { Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { changeLineEndpoint, type LineView } from '#desk/lines/domain/contract.ts'
import { namesNumber } from '#desk/lines/domain/names-number.ts'
import { staffQuery } from '#people/auth/web/use-staff.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { duration } from '#promise/packages/domain/page-words.ts'
import { parseDuration } from '#promise/packages/domain/parse-duration.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './admin-lines.module.css'
import { useAdminLinesWords } from './use-admin-lines-words.ts'
import { linesQuery } from './use-lines.ts'

type LineDialogProps = { line: LineView; opened: boolean; onClose: () => void }
type Priority = keyof LineView['targets']

const priorities: readonly Priority[] = ['high', 'medium', 'low']
const spanText = (minutes: number | null): string => (minutes === null ? '' : duration(minutes))
/** Undefined for what is no span, or none at all. */
const minutesOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null
  const minutes = parseDuration(text)
  return minutes === undefined || minutes < 1 || minutes > 525_600 ? undefined : minutes
}

/** Changes one line: its names, its manager, and what it aims for. */
export function LineDialog({ line, opened, onClose }: LineDialogProps) {
  const t = useAdminLinesWords()
  const { data: staff = [] } = useQuery(staffQuery)
  const save = useSaveLine(line)
  const [name, setName] = useState(line.name)
  const [customerName, setCustomerName] = useState(line.customerName)
  const [managerId, setManagerId] = useState(line.manager?.id ?? null)
  const [spans, setSpans] = useState<Record<Priority, string>>({
    high: spanText(line.targets.high),
    medium: spanText(line.targets.medium),
    low: spanText(line.targets.low),
  })
  const check = (): Record<string, string> => ({
    ...(name.trim() === '' && { name: t('form.missingName') }),
    ...(customerName.trim() === '' && { customerName: t('form.missingName') }),
    ...(namesNumber(customerName) && { customerName: t('form.numbered') }),
    ...Object.fromEntries(
      priorities
        .filter((priority) => minutesOf(spans[priority]) === undefined)
        .map((priority) => [`targets.${priority}`, t('form.noSpan')]),
    ),
  })
  const targetOf = (priority: Priority): number | null => minutesOf(spans[priority]) ?? null
  const send = (): Promise<void> =>
    save({
      name: name.trim(),
      customerName: customerName.trim(),
      managerId,
      targets: { high: targetOf('high'), medium: targetOf('medium'), low: targetOf('low') },
    })
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('form.title', { name: line.name })}
      send={t('form.send')}
      check={check}
      onSend={send}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('form.name')}
            description={t('form.nameHint')}
            value={name}
            maxLength={60}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('form.customerName')}
            description={t('form.customerHint', { name: customerName.trim() || '…' })}
            value={customerName}
            maxLength={60}
            error={errorOf('customerName')}
            onChange={(event) => setCustomerName(event.currentTarget.value)}
          />
          <Select
            label={t('form.manager')}
            description={t('form.managerHint')}
            placeholder={t('form.noManager')}
            data={staff
              .filter(({ id, state }) => state !== 'ended' || id === managerId)
              .map((person) => ({ value: person.id, label: person.name }))}
            value={managerId}
            clearable
            searchable
            error={errorOf('managerId')}
            onChange={setManagerId}
          />
          <fieldset className={classes.fieldset}>
            <legend>{t('form.aims')}</legend>
            <p className={classes.hint}>{t('form.aimsHint')}</p>
            <div className={classes.fields}>
              {priorities.map((priority) => (
                <TextInput
                  key={priority}
                  label={t(`priority.${priority}`)}
                  placeholder="–"
                  value={spans[priority]}
                  error={errorOf(`targets.${priority}`)}
                  onChange={({ currentTarget: { value } }) =>
                    setSpans((all) => ({ ...all, [priority]: value }))
                  }
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
    </SendDialog>
  )
}

type Facts = Omit<BodyOf<typeof changeLineEndpoint>, 'version'>

/** Saves a line, and offers to put it back as it was. */
function useSaveLine(line: LineView): (facts: Facts) => Promise<void> {
  const t = useAdminLinesWords()
  const queryClient = useQueryClient()
  const { number } = line
  const put = async (facts: Facts, version: number): Promise<LineView> => {
    const saved = await request(changeLineEndpoint, { params: { number }, body: { ...facts, version } })
    void queryClient.invalidateQueries({ queryKey: linesQuery.queryKey })
    return saved
  }
  return async (facts) => {
    const { name, customerName, targets } = line
    const before = { name, customerName, managerId: line.manager?.id ?? null, targets }
    const { version } = await put(facts, line.version)
    const undo = async (): Promise<void> => {
      try {
        await put(before, version)
        toast({ message: t('undone') })
      } catch (failure) {
        toast({ message: t('notUndone', { why: problemSentence(failure) }), tone: 'bad' })
      }
    }
    toast({ message: t('saved'), ...(version !== line.version && { undo: () => void undo() }) })
  }
}
