import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import type { TermValue } from '#promise/agreements/domain/term-changes.ts'
import type { Availability } from '#promise/packages/domain/package-version.ts'

/** A negotiated term as it stands in the form: every kind of value beside the others, and the path says which counts. */
export type FormDeviation = {
  key: string
  path: string
  /** Minutes of a target, or a number of seats or units. */
  number: string
  guaranteed: boolean
  availability: Availability
  hours: 'always' | 'weekdays' | 'everyDay'
  from: string
  to: string
  note: string
}

export type DeviationKind = 'target' | 'availability' | 'hours' | 'number'

export function deviationKind(path: string): DeviationKind {
  if (path.startsWith('firstResponse.') || path.startsWith('resolution.')) return 'target'
  if (path.startsWith('services.')) return 'availability'
  return path === 'supportHours' ? 'hours' : 'number'
}

export function emptyDeviation(): FormDeviation {
  return {
    key: crypto.randomUUID(),
    path: '',
    number: '',
    guaranteed: true,
    availability: { kind: 'included' },
    hours: 'weekdays',
    from: '09:00',
    to: '18:00',
    note: '',
  }
}

/** A stored one as a form. */
export function formDeviation({ path, value, note }: Deviation): FormDeviation {
  return { ...emptyDeviation(), path, note, ...fieldsOf(value) }
}

/** The fields that a value fills: of a stored one, or of what the package has, to start from. */
export function fieldsOf(value: TermValue): Partial<FormDeviation> {
  if (value === null) return { number: '' }
  if (typeof value === 'number') return { number: String(value) }
  if ('minutes' in value) return { number: String(value.minutes), guaranteed: value.guaranteed }
  if ('kind' in value) return { availability: value }
  if ('always' in value) return { hours: 'always' }
  return { hours: value.days.length === 7 ? 'everyDay' : 'weekdays', from: value.from, to: value.to }
}

/** What is sent; undefined while a field is missing or cannot be read. */
export function deviationOf(form: FormDeviation): Deviation | undefined {
  if (form.path === '') return undefined
  const value = valueOf(form)
  return value === undefined ? undefined : { path: form.path, value, note: form.note.trim() }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

function valueOf(form: FormDeviation): TermValue | undefined {
  const kind = deviationKind(form.path)
  if (kind === 'availability') return form.availability
  if (kind === 'hours') {
    if (form.hours === 'always') return { always: true }
    if (!/^\d\d:\d\d$/.test(form.from) || !/^\d\d:\d\d$/.test(form.to)) return undefined
    const days = form.hours === 'everyDay' ? [...weekdays, 'sat' as const, 'sun' as const] : [...weekdays]
    return { days, from: form.from, to: form.to }
  }
  if (!/^\d{1,6}$/.test(form.number)) return undefined
  const number = Number(form.number)
  if (kind === 'number') return number
  return number === 0 ? undefined : { minutes: number, guaranteed: form.guaranteed }
}
