import { useQuery } from '@tanstack/react-query'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { serverNow } from '#web/time/server-clock.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { agreementsQuery, zonesQuery } from './agreement-queries.ts'
import { DeskDraft } from './desk-draft.tsx'
import { emptyDraft } from './draft-form.ts'

/** The first draft of an agreement, a year from today, or from where the last one ends. */
export function DeskNewAgreement() {
  const id = useAccountId()
  const zones = useQuery(zonesQuery)
  const agreements = useQuery(agreementsQuery(id))
  if (zones.isPending || agreements.isPending) return <Skeletons rows={4} shape="text" />
  const today = new Date(serverNow()).toISOString().slice(0, 10)
  const active = agreements.data?.items.filter((one) => one.state === 'active' && one.endsOn > today) ?? []
  // Two agreements never run at the same time, so the next begins where the last ends.
  const startsOn =
    active
      .map((one) => one.endsOn)
      .toSorted()
      .at(-1) ?? today
  const zone = active[0]?.coverageZone ?? zones.data?.[0]?.zone ?? 'UTC'
  return <DeskDraft accountId={id} start={emptyDraft(startsOn, zone)} />
}
