/** The vendor's sign: its first letter on ink, until a vendor brings a drawing. */
export function VendorMark({ name, size = 24 }: { name: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="currentColor" />
      <text
        x="12"
        y="17"
        textAnchor="middle"
        fontSize="14"
        fontWeight="600"
        fill="var(--fl-canvas)"
        fontFamily="var(--fl-font)"
      >
        {[...name][0]?.toLocaleUpperCase()}
      </text>
    </svg>
  )
}
