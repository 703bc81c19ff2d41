import { useState } from 'react'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useGo } from '#people/auth/web/use-go.ts'
import classes from './desk-find-box.module.css'
import { useDeskWords } from './desk-use-words.ts'

/** What `/` puts the keyboard into. */
export const findBoxId = 'desk-find'

/** Searches every case one may see, by reference or word; the address keeps what was searched. */
export function DeskFindBox({ q = '', id = findBoxId }: { q?: string | undefined; id?: string }) {
  const t = useDeskWords()
  const go = useGo()
  const [text, setText] = useState(q)
  const [shown, setShown] = useState(q)
  if (shown !== q) {
    setShown(q)
    setText(q)
  }
  const search = (wanted: string): void => {
    const words = wanted.trim()
    go(words === '' ? '/desk' : `/desk/search?q=${encodeURIComponent(words)}`)
  }
  return (
    <form
      role="search"
      className={classes.find}
      onSubmit={(event) => {
        event.preventDefault()
        search(text)
      }}
    >
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        aria-label={t('queue.searchName')}
        placeholder={t('queue.search')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" aria-label={t('queue.clear')} onClick={() => search('')}>
          <IconX size={14} aria-hidden />
        </button>
      )}
    </form>
  )
}
