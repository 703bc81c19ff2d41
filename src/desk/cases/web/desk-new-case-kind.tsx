import { NativeSelect } from '@mantine/core'
import { caseType, priority } from '#desk/cases/domain/contract.ts'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { kitSay } from '#web/words/i18n.ts'
import type { NewCase } from './desk-new-case-draft.ts'
import classes from './desk-new-case.module.css'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskNewCaseKindProps = {
  draft: NewCase
  accountId: string | undefined
  products: ProductView[]
  onChange: (part: Partial<NewCase>) => void
}

/** Type, product, topic or service, and the priority by the vendor's published definitions (SPEC 3.4, 5.4). */
export function DeskNewCaseKind({ draft, accountId, products, onChange }: DeskNewCaseKindProps) {
  const t = useWorkWords()
  const desk = useDeskWords()
  const services = useCover(accountId).data?.agreement?.services ?? []
  const topics = services.filter(({ code }) => code.startsWith('consultation.'))
  const onRequest = services.filter(({ availability }) => availability === 'on_request')
  const choices = (items: readonly { code: string; name: string }[]) =>
    items.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={desk('classify.type')}
          value={draft.type}
          data={caseType.options.map((value) => ({ value, label: desk(`type.${value}`) }))}
          onChange={(event) => onChange({ type: caseType.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          label={desk('classify.product')}
          value={draft.productCode}
          data={[{ value: '', label: t('open.choose') }, ...choices(products)]}
          onChange={(event) => onChange({ productCode: event.currentTarget.value })}
        />
      </div>
      {draft.type === 'consultation' && (
        <NativeSelect
          label={t('open.topic')}
          value={draft.topic}
          data={[{ value: '', label: desk('classify.noTopic') }, ...choices(topics)]}
          onChange={(event) => onChange({ topic: event.currentTarget.value })}
        />
      )}
      {draft.type === 'request' && (
        <NativeSelect
          label={t('open.service')}
          value={draft.service}
          data={[{ value: '', label: t('open.administrative') }, ...choices(onRequest)]}
          onChange={(event) => onChange({ service: event.currentTarget.value })}
        />
      )}
      <PriorityChoice draft={draft} onChange={onChange} />
    </>
  )
}

function PriorityChoice({ draft, onChange }: Pick<DeskNewCaseKindProps, 'draft' | 'onChange'>) {
  const desk = useDeskWords()
  const definitions = useVendor()?.priorityDefinitions
  return (
    <fieldset className={classes.priorities}>
      <legend>{desk('case.priority')}</legend>
      {priority.options.map((level) => (
        <label key={level}>
          <input
            type="radio"
            name="priority"
            checked={draft.priority === level}
            onChange={() => onChange({ priority: level })}
          />
          <span>
            <b>{kitSay(`case.priority.${level}`)}</b>
            {definitions?.[level]}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
