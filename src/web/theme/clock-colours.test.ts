import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

type Rgb = [number, number, number]
type Matrix = [Rgb, Rgb, Rgb]

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const chipCss = readFileSync(new URL('../components/clock-chip.module.css', import.meta.url), 'utf8')
const schemes = ['light', 'dark'] as const
const faces = ['track', 'soon', 'imminent', 'overdue', 'paused', 'met', 'missed'] as const
const filled = ['soon', 'imminent', 'overdue', 'paused'] as const

/** A token of a colour scheme; nothing stands for the sheet under it. */
function colourOf(scheme: (typeof schemes)[number], token: string): Rgb {
  const block = css.slice(css.indexOf(`[data-mantine-color-scheme='${scheme}'] {`))
  const value = new RegExp(`--fl-${token}: ([^;]+);`).exec(block.slice(0, block.indexOf('\n}')))?.[1]
  assert.ok(value !== undefined, `${token} is no token of the ${scheme} scheme`)
  if (value === 'transparent') return colourOf(scheme, 'surface')
  const channels = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((one) =>
    one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
  )
  return [r, g, b]
}

const dot = (row: Rgb, [r, g, b]: Rgb): number => row[0] * r + row[1] * g + row[2] * b
const luminance = (colour: Rgb): number => dot([0.2126, 0.7152, 0.0722], colour)
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** How colours look without one kind of cone: Machado, Oliveira and Fernandes 2009, in full. */
const sights: Record<string, Matrix> = {
  everything: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red cone': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green cone': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue cone': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function labOf(colour: Rgb): Rgb {
  const clipped = colour.map((one) => Math.min(1, Math.max(0, one)))
  const linear: Rgb = [clipped[0] ?? 0, clipped[1] ?? 0, clipped[2] ?? 0]
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : (841 / 108) * t + 4 / 29)
  const x = f(dot([0.4124, 0.3576, 0.1805], linear) / 0.9505)
  const y = f(luminance(linear))
  const z = f(dot([0.0193, 0.1192, 0.9505], linear) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const seenBy = (sight: Matrix, colour: Rgb): Rgb =>
  labOf([dot(sight[0], colour), dot(sight[1], colour), dot(sight[2], colour)])
const distance = (one: Rgb, other: Rgb): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])

describe('The colours of a clock', () => {
  for (const scheme of schemes) {
    it(`are read on their fill in the ${scheme} scheme, 4.5 to 1 and better`, () => {
      for (const face of faces) {
        const ratio = contrast(colourOf(scheme, `clock-${face}`), colourOf(scheme, `clock-${face}-text`))
        assert.ok(ratio >= 4.5, `${face}: ${ratio.toFixed(2)}`)
      }
      // A target is outlined: its words stand on the sheet.
      const sheet = colourOf(scheme, 'surface')
      for (const token of ['clock-soon-text', 'clock-missed-text'])
        assert.ok(contrast(sheet, colourOf(scheme, token)) >= 4.5, token)
    })

    it(`are told apart by every eye in the ${scheme} scheme, and a pause by its dashes too`, () => {
      for (const [sight, matrix] of Object.entries(sights)) {
        for (const [at, one] of filled.entries()) {
          for (const other of filled.slice(at + 1)) {
            const apart = distance(
              seenBy(matrix, colourOf(scheme, `clock-${one}`)),
              seenBy(matrix, colourOf(scheme, `clock-${other}`)),
            )
            const isPause = other === 'paused'
            assert.ok(apart >= (isPause ? 5 : 25), `${one} and ${other}, ${sight}: ${apart.toFixed(1)}`)
          }
        }
      }
      assert.match(chipCss, /\[data-face='paused'\] \{[^}]*border: 1px dashed/)
    })
  }

  it('grow heavier as time runs out: darker on paper', () => {
    const lightness = ['track', 'soon', 'imminent', 'overdue'].map(
      (face) => labOf(colourOf('light', `clock-${face}`))[0],
    )
    assert.deepEqual(
      lightness,
      lightness.toSorted((a, b) => b - a),
    )
    for (const [at, value] of lightness.slice(1).entries()) assert.ok((lightness[at] ?? 0) - value >= 4)
  })
})
