import type { ClockFace } from '../time/clock-face.ts'
import { clockShapes, type ClockStroke } from '../time/clock-shapes.ts'

/** The shape of a clock's state; shape comes before word and colour. */
export function ClockIcon({ face, size = 14 }: { face: ClockFace; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
      aria-hidden="true"
    >
      {clockShapes[face].map((stroke) => (
        <path key={stroke.d} d={stroke.d} strokeWidth={stroke.width} {...paintOf(stroke)} />
      ))}
    </svg>
  )
}

function paintOf({ as }: ClockStroke): { fill?: string; stroke?: string } {
  if (as === 'cut') return { stroke: 'var(--cut, var(--fl-clock-overdue))' }
  if (as === 'shape') return { fill: 'currentColor', stroke: 'none' }
  return as === 'filled' ? { fill: 'currentColor' } : {}
}
