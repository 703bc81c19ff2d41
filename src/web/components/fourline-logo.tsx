/** The mark of the product: four strokes, the last one blue. */
export function FourlineLogo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.75" strokeLinecap="round">
        <path d="M3 4.5h9M6 9.5h9M9 14.5h9" />
        <path d="M12 19.5h9" stroke="var(--fl-primary)" />
      </g>
    </svg>
  )
}
