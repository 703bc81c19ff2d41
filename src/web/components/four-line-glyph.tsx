import { useTranslation } from 'react-i18next'
import classes from './four-line-glyph.module.css'

export type LineNumber = 1 | 2 | 3 | 4

const strokes: { line: LineNumber; y: number }[] = [
  { line: 1, y: 4 },
  { line: 2, y: 8 },
  { line: 3, y: 12 },
  { line: 4, y: 16 },
]

/** Four strokes; the heavy one is the line that holds the case. Its word stands beside it. */
export function FourLineGlyph({ line, size = 14 }: { line: number; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      className={classes.glyph}
      aria-hidden="true"
    >
      {strokes.map((stroke) => (
        <path
          key={stroke.line}
          d={`M3 ${stroke.y}h14`}
          strokeLinecap="round"
          strokeWidth={stroke.line === line ? 3 : 1.5}
          opacity={stroke.line === line ? 1 : 0.38}
        />
      ))}
    </svg>
  )
}

/** Glyph and word: "Line 2", or "Line 2, product specialists". Staff only. */
export function LineWord({ line, name }: { line: number; name?: string | undefined }) {
  const { t } = useTranslation('kit')
  return (
    <span className={classes.word}>
      <FourLineGlyph line={line} />
      <span>{name === undefined ? t('case.line', { line }) : t('case.lineNamed', { line, name })}</span>
    </span>
  )
}
