import { ActionIcon } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Avatar } from '#web/components/avatar.tsx'
import classes from './portal-people.module.css'
import { usePortalWords } from './use-portal-words.ts'

type PortalPeopleProps = {
  people: { id: string; name: string; note?: string | undefined; mayRemove: boolean }[]
  onRemove: (id: string) => void
}

/** Who follows a case, each with a way to leave them out. */
export function PortalPeople({ people, onRemove }: PortalPeopleProps) {
  const t = usePortalWords()
  return (
    <ul className={classes.people} aria-label={t('readers.list')}>
      {people.map(({ id, name, note, mayRemove }) => (
        <li key={id}>
          <Avatar name={name} size={24} tone="customer" />
          <span>
            {name}
            {note !== undefined && <small>{note}</small>}
          </span>
          {mayRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('readers.remove', { name })}
              onClick={() => onRemove(id)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}
