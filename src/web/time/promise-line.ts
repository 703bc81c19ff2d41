import type { ReceiptStep } from './receipt-step.ts'

export type PromiseLineInput = {
  startedAt: number
  dueAt: number
  /** Where the promise stands: now, or when it was met. */
  now: number
  /** Counted stretches and pauses; without them the whole span counts. */
  steps: ReceiptStep[]
}

/** A piece of the drawing; `from` and `to` are shares of the width, 0 to 1. */
export type PromiseSegment = { kind: 'counted' | 'left' | 'paused' | 'over'; from: number; to: number }
export type PromiseDrawing = { segments: PromiseSegment[]; now: number; due: number }

/** Draws a promise to scale: counted before now, left after it, over past the due time. */
export function promiseDrawing({ startedAt, dueAt, now, steps }: PromiseLineInput): PromiseDrawing {
  const end = Math.max(dueAt, now)
  const length = Math.max(1, end - startedAt)
  const share = (at: number): number => Math.min(1, Math.max(0, (at - startedAt) / length))
  const whole: ReceiptStep[] = [
    {
      kind: 'counted',
      from: new Date(startedAt).toISOString(),
      to: new Date(dueAt).toISOString(),
      countedMs: 0,
    },
  ]
  const segments = (steps.length === 0 ? whole : steps).flatMap((step): PromiseSegment[] => {
    const from = Date.parse(step.from)
    const to = Math.min(Date.parse(step.to), dueAt)
    if (to <= from || step.kind === 'closed') return []
    if (step.kind === 'paused') return [{ kind: 'paused', from: share(from), to: share(to) }]
    return splitAtNow(from, to, now).map((piece) => ({
      kind: piece.kind,
      from: share(piece.from),
      to: share(piece.to),
    }))
  })
  if (now > dueAt) segments.push({ kind: 'over', from: share(dueAt), to: share(now) })
  return { segments, now: share(now), due: share(dueAt) }
}

function splitAtNow(
  from: number,
  to: number,
  now: number,
): { kind: 'counted' | 'left'; from: number; to: number }[] {
  if (now <= from) return [{ kind: 'left', from, to }]
  if (now >= to) return [{ kind: 'counted', from, to }]
  return [
    { kind: 'counted', from, to: now },
    { kind: 'left', from: now, to },
  ]
}

export type LineLabel = { key: string; text: string; at: number; strong: boolean }

/** Keeps labels from meeting: the strong ones always stay, a weak one only where there is room. */
export function labelsWithRoom(labels: LineLabel[], room: number): LineLabel[] {
  const kept = labels.filter((label) => label.strong)
  for (const label of labels) {
    if (!label.strong && kept.every((other) => Math.abs(other.at - label.at) >= room)) kept.push(label)
  }
  return kept.sort((a, b) => a.at - b.at)
}
