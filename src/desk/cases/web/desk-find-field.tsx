import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useRef, useState } from 'react'
import { problemSentence } from '#web/api/problem-sentence.ts'
import classes from './desk-work.module.css'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskFindFieldProps<T> = {
  label: string
  placeholder: string
  note?: string
  error?: string | undefined
  /** First part of the query's key. */
  name: string
  find: (q: string, signal: AbortSignal) => Promise<T[]>
  keyOf: (item: T) => string
  /** A bold line and a quiet one. */
  draw: (item: T) => { title: ReactNode; text: ReactNode }
  chosen: T | undefined
  onChoose: (item: T | undefined) => void
  autofocus?: boolean
}

/** Finds one thing by typing, and shows what was chosen; everything in it is reached by Tab. */
export function DeskFindField<T>(props: DeskFindFieldProps<T>) {
  const { label, placeholder, note, error, name, find, keyOf, draw, chosen, onChoose } = props
  const t = useWorkWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const found = useQuery({
    queryKey: [name, 'find', q],
    enabled: q !== '' && chosen === undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => find(q, signal),
  })
  if (chosen !== undefined) {
    const { title, text: more } = draw(chosen)
    return (
      <div role="group" aria-labelledby={id}>
        <p id={id} className={classes.fieldLabel}>
          {label}
        </p>
        <div className={classes.chosen}>
          <span>
            <b>{title}</b>
            {more}
          </span>
          <Button
            size="xs"
            onClick={() => {
              onChoose(undefined)
              requestAnimationFrame(() => input.current?.focus())
            }}
          >
            {t('find.other')}
          </Button>
        </div>
      </div>
    )
  }
  const items = q === '' ? undefined : found.data
  return (
    <div>
      <TextInput
        ref={input}
        type="search"
        label={label}
        description={note}
        placeholder={placeholder}
        value={text}
        maxLength={100}
        error={error}
        data-autofocus={props.autofocus || undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={classes.note} role="status">
        {found.error !== null && items === undefined
          ? t('find.failed', { problem: problemSentence(found.error) })
          : items === undefined
            ? null
            : items.length === 0
              ? t('find.none', { q })
              : t('find.found', { count: items.length })}
      </p>
      {items !== undefined && items.length > 0 && (
        <ul className={classes.found} aria-label={label}>
          {items.map((item) => {
            const { title, text: more } = draw(item)
            return (
              <li key={keyOf(item)}>
                <button type="button" onClick={() => onChoose(item)}>
                  <b>{title}</b>
                  {more}
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
