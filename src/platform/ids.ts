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
export type LinkId = Id<'link'>
export type MergeId = Id<'merge'>
export type MailId = Id<'mail'>
export type FloodId = Id<'flood'>

let lastMs = 0
let sequence = 0

/**
 * A new UUIDv7 (RFC 9562): 48 bits of `nowMs`, 12 bits that count up within one millisecond, so that
 * what one verb writes sorts in the order it was written, then 62 random bits.
 * `nowMs` is an argument so that what happened in the past sorts where it belongs.
 */
export function newId<T extends string>(nowMs: number): T {
  sequence = nowMs === lastMs ? (sequence + 1) & 0xfff : 0
  lastMs = nowMs
  const random = crypto.getRandomValues(new Uint8Array(8))
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
  const tail = Array.from(random, (byte, i) => hex(i === 0 ? (byte & 0x3f) | 0x80 : byte, 2)).join('')
  const time = hex(nowMs, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}` as T
}
