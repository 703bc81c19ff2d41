import { useState } from 'react'
import { Checkbox, NumberInput, Radio, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { staffQuery } from '#people/auth/web/use-staff.ts'
import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { warningTells } from '#promise/clocks/domain/warning-rule.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { useWarningActions } from './use-warning-rules.ts'
import { useWarningWords } from './use-warning-words.ts'
import { isNoted } from './warning-who.tsx'
import classes from './warnings.module.css'

type WarningDialogProps = {
  /** Null for a new one. */
  rule: WarningRuleView | null
  opened: boolean
  onClose: () => void
}

/** Adds a rule, or changes one: at which share, who, and whether of our own aims as well. */
export function WarningDialog({ rule, opened, onClose }: WarningDialogProps) {
  const t = useWarningWords()
  const { data: staff = [] } = useQuery({ ...staffQuery, enabled: opened })
  const { add, change } = useWarningActions()
  const [share, setShare] = useState<number | string>(rule?.share ?? 80)
  const [tell, setTell] = useState(rule?.tell ?? 'person')
  const [staffId, setStaffId] = useState(rule?.person?.id ?? null)
  const [tracked, setTracked] = useState(rule?.tracked ?? false)
  const isPerson = tell === 'person'
  const isShare = typeof share === 'number' && Number.isInteger(share) && share >= 1 && share <= 100
  const check = (): Record<string, string> => ({
    ...(!isShare && { share: t('form.noShare') }),
    ...(isPerson && staffId === null && { staffId: t('form.noPerson') }),
  })
  const send = (): Promise<void> => {
    const facts = { share: Number(share), tell, staffId: isPerson ? staffId : null, tracked }
    return rule === null ? add(facts) : change(rule, facts)
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t(rule === null ? 'form.addTitle' : 'form.editTitle')}
      send={t(rule === null ? 'form.addSend' : 'form.editSend')}
      check={check}
      onSend={send}
    >
      {(errorOf) => (
        <>
          <NumberInput
            className={classes.percent}
            label={t('form.share')}
            description={t('form.shareHint')}
            value={share}
            min={1}
            max={100}
            allowDecimal={false}
            clampBehavior="none"
            suffix=" %"
            data-autofocus
            error={errorOf('share')}
            onChange={setShare}
          />
          <Radio.Group
            label={t('form.tell')}
            value={tell}
            onChange={(chosen) => setTell(warningTells.find((one) => one === chosen) ?? 'person')}
          >
            <div className={classes.group}>
              {warningTells.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`tell.${one}`)}
                  {...(isNoted(one) && { description: t(`tellNote.${one}`) })}
                />
              ))}
            </div>
          </Radio.Group>
          {isPerson && (
            <Select
              label={t('form.person')}
              placeholder={t('form.choose')}
              data={staff
                .filter(({ id, state }) => state !== 'ended' || id === staffId)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={staffId}
              searchable
              error={errorOf('staffId')}
              onChange={setStaffId}
            />
          )}
          <Checkbox
            label={t('form.tracked')}
            description={t('form.trackedHint')}
            checked={tracked}
            onChange={(event) => setTracked(event.currentTarget.checked)}
          />
        </>
      )}
    </SendDialog>
  )
}
