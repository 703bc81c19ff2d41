import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CapacityView, setCapacityEndpoint } from '#desk/services/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { capacitiesQuery, useRenewApprovals } from './approval-queries.ts'
import classes from './approvals.module.css'
import { useApprovalWords } from './use-approval-words.ts'

/** How many approvals of each service there may be at the same time. */
export function CapacityBoard() {
  const t = useApprovalWords()
  const mayDecide = useMe().permissions.includes('service.decide')
  const { data } = useQuery(capacitiesQuery)
  const [changed, setChanged] = useState<CapacityView>()
  if (data === undefined || data.items.length === 0) return null
  return (
    <section className={classes.places} aria-labelledby="places">
      <h2 id="places">{t('places.title')}</h2>
      <p>{t('places.lead')}</p>
      <ul className={classes.list}>
        {data.items.map((item) => (
          <li key={item.service} className={classes.place}>
            <span>{item.name}</span>
            <span>
              {item.places === null
                ? t('desk.noLimit', { taken: item.taken })
                : t('desk.places', { taken: item.taken, of: item.places })}
            </span>
            {mayDecide && (
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('places.setNamed', { service: item.name })}
                onClick={() => setChanged(item)}
              >
                {t('places.set')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changed !== undefined && <CapacityDialog item={changed} onClose={() => setChanged(undefined)} />}
    </section>
  )
}

function CapacityDialog({ item, onClose }: { item: CapacityView; onClose: () => void }) {
  const t = useApprovalWords()
  const renew = useRenewApprovals()
  const [places, setPlaces] = useState(item.places === null ? '' : String(item.places))
  const isNumber = /^\d{0,6}$/.test(places.trim())
  const save = async (): Promise<void> => {
    const body = { places: places.trim() === '' ? null : Number(places), version: item.version }
    await request(setCapacityEndpoint, { params: { service: item.service }, body })
    await renew()
    toast({ message: t('places.done') })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('places.form', { service: item.name })}
      lead={t('places.formLead')}
      send={t('places.send')}
      check={() => (isNumber ? {} : { places: t('places.bad') })}
      onSend={save}
    >
      {(errorOf) => (
        <TextInput
          label={t('places.allowed')}
          inputMode="numeric"
          data-autofocus
          value={places}
          error={errorOf('places')}
          onChange={(event) => setPlaces(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
