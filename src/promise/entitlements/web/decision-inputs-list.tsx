import { useTranslation } from 'react-i18next'
import { useProductNames } from '#people/accounts/web/use-product-names.ts'
import { useDayWords } from '#promise/agreements/web/use-agreement-words.ts'
import type { DecisionInputs } from '#promise/entitlements/domain/decision-inputs.ts'
import { type Property, PropertyList } from '#web/components/panel-section.tsx'
import { fullMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { useEntitlementWords } from './use-entitlement-words.ts'

type DecisionInputsListProps = {
  inputs: DecisionInputs
  /** The contact it was decided for. */
  contact: string | undefined
  /** Who sent it; the contact themselves where nobody else is named. */
  actor?: string | null | undefined
}

/** Everything that was asked before a decision, in words. */
export function DecisionInputsList({ inputs, contact, actor }: DecisionInputsListProps) {
  return <PropertyList items={[...useAsked(inputs, contact, actor), ...useAgreed(inputs)]} />
}

function useAsked(
  inputs: DecisionInputs,
  contact: string | undefined,
  actor: string | null | undefined,
): Property[] {
  const t = useEntitlementWords()
  const kit = useTranslation('kit').t
  const { channel, type, topic, service, product, priority, onBehalf } = inputs
  const by = (): string => {
    if (onBehalf === 'monitoring') return t('asked.monitoring')
    if (contact === undefined) return t('asked.nobody')
    if (onBehalf === 'staff' && actor != null) return t('asked.staff', { contact, actor })
    return contact
  }
  return [
    { label: t('asked.by'), value: by() },
    { label: t('asked.channel'), value: channel === null ? t('asked.notAsked') : t(`channel.${channel}`) },
    { label: t('asked.type'), value: type === null ? t('asked.unknown') : t(`type.${type}`) },
    ...(type === 'consultation'
      ? [{ label: t('asked.topic'), value: topic?.name ?? t('asked.unknown') }]
      : []),
    ...(type === 'request' && service !== null ? [{ label: t('asked.service'), value: service.name }] : []),
    { label: t('asked.product'), value: product?.name ?? t('asked.unknown') },
    { label: t('asked.priority'), value: kit(`case.priority.${priority}`) },
  ]
}

function useAgreed({ agreement, contact, support, channel }: DecisionInputs): Property[] {
  const t = useEntitlementWords()
  const day = useDayWords()
  const namesOf = useProductNames()
  const { format } = useWords()
  const seat =
    contact === null
      ? []
      : [{ label: t('asked.seat'), value: t(contact.authorised ? 'asked.hasSeat' : 'asked.noSeat') }]
  const certified = (contact?.certifications ?? []).map(({ kind, from, lastDay }, index) => ({
    key: `certification ${index}`,
    label: t('asked.certifications'),
    value: t('asked.certified', { kind: kind.replaceAll('_', ' '), from: day(from), until: day(lastDay) }),
  }))
  if (agreement === null) return [{ label: t('asked.agreement'), value: t('asked.none') }, ...seat]
  const { packageName: name, version, startsOn, lastDay, zone, products, approvals, pools } = agreement
  const spoken = channel === 'phone' || channel === 'live_session'
  const closed =
    support.opensAt === null
      ? t('asked.closed')
      : t('asked.closedUntil', { moment: fullMoment(Date.parse(support.opensAt), format) })
  return [
    { label: t('asked.agreement'), value: t('asked.edition', { name, version }) },
    { label: t('asked.period'), value: t('asked.span', { from: day(startsOn), until: day(lastDay) }) },
    { label: t('asked.zone'), value: /^[+-]\d/.test(zone) ? `UTC${zone}` : zone.replaceAll('_', ' ') },
    {
      label: t('asked.products'),
      value: products.length === 0 ? t('asked.none') : (namesOf(products) ?? '…'),
    },
    ...seat,
    ...certified,
    ...(approvals.length === 0
      ? []
      : [{ label: t('asked.approvals'), value: approvals.map((one) => one.name).join(', ') }]),
    ...pools.map(({ pool, used, limit, resetsOn }) => ({
      key: pool,
      label: t('asked.pool'),
      value: t('asked.used', { used, limit, date: day(resetsOn) }),
    })),
    ...(spoken ? [{ label: t('asked.support'), value: support.open ? t('asked.open') : closed }] : []),
  ]
}
