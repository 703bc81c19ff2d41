import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { weekdayLong, weekdayShort } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { cellMinutes, cellsOf, type CellState, type HoursWeek, paint } from '../domain/hours-week.ts'
import classes from './calendar-painted.module.css'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'

/** A Monday; only its name is shown. */
const monday = Date.UTC(2026, 0, 5, 12)
const dayMs = 86_400_000
const lastCell = 47
type Cell = { day: number; cell: number }
type Props = { week: HoursWeek; onChange: (week: HoursWeek) => void }

/** The names of the weekdays, Monday first. */
export function useWeekdayNames(): { short: string; long: string }[] {
  const { format } = useWords('UTC')
  return Array.from({ length: 7 }, (_, day) => ({
    short: weekdayShort(monday + day * dayMs, format),
    long: weekdayLong(monday + day * dayMs, format),
  }))
}

/** The week in half hours, painted with a pointer or the keys. */
export function CalendarPainted({ week, onChange }: Props) {
  const t = useCalendarEditorWords()
  const names = useWeekdayNames()
  const grid = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<Cell>({ day: 0, cell: 18 })
  const painting = usePointerPaint(week, onChange, setFocused)
  const cells = cellsOf(week)
  const stateAt = ({ day, cell }: Cell): CellState => cells[day]?.[cell] ?? 'closed'
  const paintCell = ({ day, cell }: Cell, open: boolean): void =>
    onChange(paint(week, rectangle({ day, cell }, { day, cell }), open))
  const go = (to: Cell): void => {
    setFocused(to)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.day}-${to.cell}"]`)?.focus()
  }
  const press = (event: KeyboardEvent): void => {
    const next = stepOf(event, focused)
    if (event.key === ' ' || event.key === 'Enter') paintCell(focused, stateAt(focused) !== 'open')
    else if (next === undefined) return
    else {
      // Painting on carries what stands here to where one goes.
      if (event.shiftKey) paintCell(next, stateAt(focused) === 'open')
      go(next)
    }
    event.preventDefault()
  }
  return (
    <div
      ref={grid}
      className={classes.grid}
      role="grid"
      aria-label={t('grid')}
      aria-multiselectable="true"
      tabIndex={-1}
      onKeyDown={press}
      {...painting}
    >
      {names.map(({ short, long }, day) => (
        <div key={long} role="row" className={classes.row} style={{ gridRow: `var(--row-${day})` }}>
          <span role="rowheader" className={classes.day}>
            {short}
          </span>
          <div className={classes.cells} role="presentation">
            {(cells[day] ?? []).map((state, cell) => {
              const isFocused = focused.day === day && focused.cell === cell
              return (
                <div
                  key={clock(cell)}
                  role="gridcell"
                  data-cell={`${day}-${cell}`}
                  data-state={state}
                  aria-selected={state === 'open'}
                  aria-label={t('cell', {
                    day: long,
                    from: clock(cell),
                    to: clock(cell + 1),
                    state: t(state),
                  })}
                  tabIndex={isFocused ? 0 : -1}
                  onFocus={() => setFocused({ day, cell })}
                />
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}

type Drag = { from: Cell; week: HoursWeek; open: boolean; pointer: number }

/** A drag opens or closes the rectangle between where it began and where it is; what it began on says which. */
function usePointerPaint(week: HoursWeek, onChange: Props['onChange'], focus: (cell: Cell) => void) {
  const drag = useRef<Drag>(undefined)
  const paintTo = (to: Cell): void => {
    const began = drag.current
    if (began !== undefined) onChange(paint(began.week, rectangle(began.from, to), began.open))
  }
  const end = (event: PointerEvent): void => {
    if (drag.current?.pointer === event.pointerId) drag.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent): void => {
      const from = cellUnder(event)
      if (from === undefined || event.button !== 0) return
      const isOpen = event.target instanceof HTMLElement && event.target.dataset['state'] === 'open'
      drag.current = { from, week, open: !isOpen, pointer: event.pointerId }
      // Let go outside of the week, it ends all the same.
      if (event.target instanceof HTMLElement) event.target.setPointerCapture(event.pointerId)
      focus(from)
      paintTo(from)
    },
    onPointerMove: (event: PointerEvent): void => {
      const to = cellUnder(event)
      if (to !== undefined && drag.current?.pointer === event.pointerId) paintTo(to)
    },
    onPointerUp: end,
    onPointerCancel: (event: PointerEvent): void => {
      // The page was scrolled instead.
      if (drag.current?.pointer === event.pointerId) onChange(drag.current.week)
      end(event)
    },
  }
}

/** A finger keeps its first element; what is under it now is asked of the page. */
function cellUnder({ clientX, clientY }: PointerEvent): Cell | undefined {
  const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-cell]')
  const [day, cell] = (under?.dataset['cell'] ?? '').split('-').map(Number)
  return day === undefined || cell === undefined || Number.isNaN(cell) ? undefined : { day, cell }
}

function rectangle(one: Cell, other: Cell) {
  return {
    fromDay: Math.min(one.day, other.day),
    toDay: Math.max(one.day, other.day),
    from: Math.min(one.cell, other.cell) * cellMinutes,
    to: (Math.max(one.cell, other.cell) + 1) * cellMinutes,
  }
}

/** Where a key leads; undefined for one that leads nowhere. */
function stepOf({ key, ctrlKey, metaKey }: KeyboardEvent, { day, cell }: Cell): Cell | undefined {
  const all = ctrlKey || metaKey
  const steps: Readonly<Record<string, Cell>> = {
    ArrowLeft: { day, cell: cell - 1 },
    ArrowRight: { day, cell: cell + 1 },
    ArrowUp: { day: day - 1, cell },
    ArrowDown: { day: day + 1, cell },
    Home: { day: all ? 0 : day, cell: 0 },
    End: { day: all ? 6 : day, cell: lastCell },
  }
  const to = steps[key]
  return to === undefined
    ? undefined
    : { day: Math.min(6, Math.max(0, to.day)), cell: Math.min(lastCell, Math.max(0, to.cell)) }
}

function clock(cell: number): string {
  const minutes = cell * cellMinutes
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
