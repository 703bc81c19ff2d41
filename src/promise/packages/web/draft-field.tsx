import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { type Json, liesIn, type Path, pathText } from '#promise/packages/domain/draft-path.ts'
import type { CatalogueProblem } from '#promise/packages/domain/read-catalogue-text.ts'

/** The id of the field at a place, so that a problem can lead to it. */
export function fieldId(path: Path): string {
  return `draft ${pathText(path)}`.replaceAll(/\s/g, '-')
}

/** What is wrong at a place, or inside it. */
export function problemAt(problems: readonly CatalogueProblem[], path: Path): string | undefined {
  return problems.find((one) => liesIn(one.path, path))?.message
}

type DraftFieldProps = {
  /** Read aloud; it stands over the field where `isLabelled`. */
  label: string
  path: Path
  value: unknown
  /** What stands there, as it is written. */
  write: (value: unknown) => string
  /** What was typed, as it is kept; what cannot be read is kept as it was typed. */
  read: (text: string) => Json | undefined
  onEdit: (value: Json | undefined) => void
  problem?: string | undefined
  isLabelled?: boolean
  placeholder?: string
  width?: number | undefined
  inputMode?: 'numeric' | 'decimal'
}

/** One text or number of the draft. While it is being typed in, it is left as it is typed. */
export function DraftField(props: DraftFieldProps) {
  const { label, path, value, write, read, onEdit, problem, isLabelled = false, width, ...more } = props
  const [typed, setTyped] = useState<string>()
  return (
    <TextInput
      {...more}
      id={fieldId(path)}
      size="xs"
      {...(width !== undefined && { styles: { input: { width } } })}
      autoComplete="off"
      {...(isLabelled ? { label } : { 'aria-label': label })}
      value={typed ?? write(value)}
      error={problem}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onEdit(read(currentTarget.value))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

/** Texts stand as they are; nothing is an empty field. */
export function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A number, or what was typed where it is none. */
export function numberOr(text: string): Json {
  const written = text.trim().replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/.test(written) ? Number(written) : text
}
