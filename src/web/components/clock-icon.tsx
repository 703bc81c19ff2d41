import type { ReactNode } from 'react'
import type { ClockFace } from '../time/clock-face.ts'

const shapes: Record<ClockFace, ReactNode> = {
  track: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 6.5V10l2.3 1.5" />
    </>
  ),
  soon: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
    </>
  ),
  imminent: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5a6.5 6.5 0 1 1-6.5 6.5H10z" fill="currentColor" />
    </>
  ),
  overdue: (
    <>
      <path d="M10 1.8 17.2 6v8L10 18.2 2.8 14V6z" fill="currentColor" stroke="none" />
      <path d="M10 6v5M10 13.8h.01" stroke="var(--cut, var(--fl-clock-overdue))" strokeWidth="2.2" />
    </>
  ),
  paused: <path d="M7.2 5v10M12.8 5v10" strokeWidth="2.5" />,
  met: <path d="m4.5 10.5 3.5 3.5 7.5-8" strokeWidth="2" />,
  missed: <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" strokeWidth="2" />,
  cancelled: <path d="M4 10h12" strokeWidth="2" />,
}

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
      {shapes[face]}
    </svg>
  )
}
