import type { ClockFace } from './clock-face.ts'

/** A line of an icon on a field of 20 by 20: drawn in the colour of the text, filled with it, or cut out of it. */
export type ClockStroke = { d: string; as?: 'filled' | 'shape' | 'cut'; width?: number }

const ring = 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0'

/** The shape of a clock's state: what tells the states apart where no colour is seen. */
export const clockShapes: Record<ClockFace, ClockStroke[]> = {
  track: [{ d: ring }, { d: 'M10 6.5V10l2.3 1.5' }],
  soon: [{ d: ring }, { d: 'M10 3.5a6.5 6.5 0 0 1 0 13z', as: 'filled' }],
  imminent: [{ d: ring }, { d: 'M10 3.5a6.5 6.5 0 1 1-6.5 6.5H10z', as: 'filled' }],
  overdue: [
    { d: 'M10 1.8 17.2 6v8L10 18.2 2.8 14V6z', as: 'shape' },
    { d: 'M10 6v5M10 13.8h.01', as: 'cut', width: 2.2 },
  ],
  paused: [{ d: 'M7.2 5v10M12.8 5v10', width: 2.5 }],
  met: [{ d: 'm4.5 10.5 3.5 3.5 7.5-8', width: 2 }],
  missed: [{ d: 'm5.5 5.5 9 9M14.5 5.5l-9 9', width: 2 }],
  cancelled: [{ d: 'M4 10h12', width: 2 }],
}
