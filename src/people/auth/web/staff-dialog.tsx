import { useState } from 'react'
import { Checkbox, Radio, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { inviteStaffEndpoint } from '#people/auth/domain/link-contract.ts'
import {
  addStaffEndpoint,
  changeStaffEndpoint,
  type StaffRecord,
} from '#people/auth/domain/staff-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { type Handed, handedOf } from './handed-link.tsx'
import type { StaffLines } from './staff-lines.ts'
import classes from './staff-people.module.css'
import { staffQuery } from './use-staff.ts'
import { useStaffWords } from './use-staff-words.ts'

type StaffDialogProps = {
  /** Null for somebody new. */
  person: StaffRecord | null
  opened: boolean
  lines: StaffLines
  /** Where the invitation of somebody new is handed over and not mailed. */
  onHanded: (handed: Handed) => void
  onClose: () => void
}

type Draft = Pick<StaffRecord, 'name' | 'email' | 'role' | 'timeZone'> & { lines: number[] }
const roles = ['agent', 'manager', 'admin'] as const
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** Adds somebody with an invitation, or changes who is there; and says on which lines they work. */
export function StaffDialog({ person, opened, lines, onHanded, onClose }: StaffDialogProps) {
  const t = useStaffWords()
  const fresh = (): Draft => ({
    name: person?.name ?? '',
    email: person?.email ?? '',
    role: person?.role ?? 'agent',
    timeZone: person?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    lines: person === null ? [1] : lines.of(person.id),
  })
  const [draft, setDraft] = useState<Draft>()
  const now = draft ?? fresh()
  const put = (news: Partial<Draft>): void => setDraft({ ...now, ...news })
  const sending = useSending()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const close = (): void => {
    onClose()
    setDraft(undefined)
    setWrong({})
    sending.clear()
  }
  const errorOf = (field: string): string | undefined => wrong[field] ?? sending.errorOf(field)
  const save = useSaveStaff(person, lines, onHanded)
  const submit = async (): Promise<void> => {
    const found = {
      ...(now.name.trim() === '' && { name: t('form.missingName') }),
      ...(now.email.trim() === '' && { email: t('form.missingEmail') }),
    }
    setWrong(found)
    const [first] = Object.values(found)
    if (first !== undefined) return announce(first, 'now')
    if (await sending.run(() => save(now))) close()
  }
  const isFixed = person !== null && person.state !== 'invited'
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={person === null ? t('form.addTitle') : t('form.editTitle', { name: person.name })}
      lead={person === null ? t('form.addLead') : undefined}
      send={t(person === null ? 'form.addSend' : 'form.editSend')}
      sending={sending}
      onSubmit={() => void submit()}
    >
      <TextInput
        label={t('form.name')}
        value={now.name}
        data-autofocus
        error={errorOf('name')}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('form.email')}
        description={isFixed ? t('form.emailFixed') : undefined}
        type="email"
        value={now.email}
        readOnly={isFixed}
        error={errorOf('email')}
        onChange={(event) => put({ email: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('form.role')}
        value={now.role}
        onChange={(role) => put({ role: roles.find((one) => one === role) ?? 'agent' })}
      >
        <div className={classes.group}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleNote.${role}`)} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox.Group
        label={t('form.lines')}
        description={t('form.linesHint')}
        value={now.lines.map(String)}
        onChange={(chosen) => put({ lines: chosen.map(Number) })}
      >
        <div className={classes.checks}>
          {lines.all.map(({ number, name }) => (
            <Checkbox key={number} value={String(number)} label={`${number} · ${name}`} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t('form.zone')}
        description={t('form.zoneHint')}
        data={zones}
        value={now.timeZone}
        searchable
        allowDeselect={false}
        error={errorOf('timeZone')}
        onChange={(timeZone) => put({ timeZone: timeZone ?? 'UTC' })}
      />
    </FormDialog>
  )
}

function useSaveStaff(person: StaffRecord | null, lines: StaffLines, onHanded: StaffDialogProps['onHanded']) {
  const t = useStaffWords()
  const queryClient = useQueryClient()
  return async ({ name, email, role, timeZone, lines: wanted }: Draft): Promise<void> => {
    const facts = { name: name.trim(), role, timeZone }
    const isFixed = person !== null && person.state !== 'invited'
    const { id } =
      person === null
        ? await request(addStaffEndpoint, { body: { ...facts, email: email.trim() } })
        : await request(changeStaffEndpoint, {
            params: { id: person.id },
            body: { ...facts, version: person.version, ...(!isFixed && { email: email.trim() }) },
          })
    void queryClient.invalidateQueries({ queryKey: staffQuery.queryKey })
    void queryClient.invalidateQueries({ queryKey: ['me'] })
    if (new Set(wanted).symmetricDifference(new Set(lines.of(id))).size > 0) await lines.save(id, wanted)
    if (person !== null) return toast({ message: t('saved') })
    try {
      const handed = handedOf(facts.name, await request(inviteStaffEndpoint, { params: { id }, body: {} }))
      if (handed === undefined) toast({ message: t('invited', { email: email.trim() }) })
      else onHanded(handed)
    } catch (failure) {
      const why = problemSentence(failure)
      toast({ message: t('notInvited', { name: facts.name, why }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: staffQuery.queryKey })
    return undefined
  }
}
