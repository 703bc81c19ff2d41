/** Typed ids. All are UUIDv7 strings: sortable by creation time, safe to make in any process. */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type AccountId = Id<'account'>
export type ContactId = Id<'contact'>
export type StaffId = Id<'staff'>
export type AgreementId = Id<'agreement'>
export type SeatId = Id<'seat'>
export type CaseId = Id<'case'>
export type EntryId = Id<'entry'>
export type DecisionId = Id<'decision'>
export type FileId = Id<'file'>
export type MailId = Id<'mail'>

/**
 * A new UUIDv7 (RFC 9562): 48 bits of `nowMs`, then 74 random bits.
 * `nowMs` is an argument so that demo data made in the past sorts where it belongs.
 */
export function newId<T extends string>(nowMs: number): T {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let rest = nowMs
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T
}
