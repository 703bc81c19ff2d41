import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { announce } from '../layouts/announcer.tsx'
import classes from './shown-once.module.css'

type ShownOnceProps = {
  title: string
  /** Why it has to be taken now, and what if it is lost. */
  note: string
  secret: string
  words: { copy: string; copied: string; done: string }
  onDone: () => void
}

/** A secret that is on screen now and never again, to be copied. It takes the keyboard where it appears. */
export function ShownOnce({ title, note, secret, words, onDone }: ShownOnceProps) {
  const [copied, setCopied] = useState(false)
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [secret])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret)
      setCopied(true)
      announce(words.copied, 'polite')
    } catch {
      // Without leave to copy, it is marked to be copied by hand.
      const code = box.current?.querySelector('code')
      if (code) window.getSelection()?.selectAllChildren(code)
    }
  }
  return (
    <section className={classes.box} ref={box} tabIndex={-1} aria-label={title}>
      <h2>{title}</h2>
      <p>{note}</p>
      <div className={classes.secret}>
        <code>{secret}</code>
        <Button variant="filled" onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </Button>
        <Button onClick={onDone}>{words.done}</Button>
      </div>
    </section>
  )
}
