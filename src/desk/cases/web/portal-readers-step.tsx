import { Checkbox, NativeSelect } from '@mantine/core'
import { useMe } from '#people/auth/web/use-me.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { PortalPeople } from './portal-people.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'
import classes from './portal-new-case.module.css'

/** Who at the company follows the case, and whether only they read it (SPEC 5.1). */
export function PortalReadersStep({ legend, state }: { legend: string; state: DraftState }) {
  const t = usePortalWords()
  const me = useMe()
  const cover = useCover(me.account?.id)
  const { draft, change } = state
  const colleagues = (cover.data?.contacts ?? []).filter((one) => one.id !== me.id)
  const chosen = colleagues.filter((one) => draft.watcherIds.includes(one.id))
  const others = colleagues.filter((one) => !draft.watcherIds.includes(one.id))
  return (
    <>
      <h2>{legend}</h2>
      <div className={classes.readers}>
        {chosen.length > 0 && (
          <PortalPeople
            people={chosen.map(({ id, name }) => ({ id, name, mayRemove: true }))}
            onRemove={(id) => change({ watcherIds: draft.watcherIds.filter((one) => one !== id) })}
          />
        )}
        {others.length > 0 && (
          <NativeSelect
            label={t('readers.add')}
            value=""
            data={[
              { value: '', label: t('ask.choose') },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => {
              const id = event.currentTarget.value
              if (id !== '') change({ watcherIds: [...draft.watcherIds, id].slice(0, 20) })
            }}
          />
        )}
        <Checkbox
          label={t('readers.private')}
          description={t('readers.privateNote')}
          checked={draft.isPrivate}
          onChange={(event) => change({ isPrivate: event.currentTarget.checked })}
        />
      </div>
    </>
  )
}
