/** A form while it is filled in: what is kept and was there when it was begun, what that said, and what is written. */
export type FormBegun<Kept, Draft> = { from: Kept; start: Draft; draft: Draft }

type Versioned = { version: number } | null
type Read<Kept, Draft> = (kept: Kept) => Draft

export function beginForm<Kept, Draft>(kept: Kept, read: Read<Kept, Draft>): FormBegun<Kept, Draft> {
  const start = read(kept)
  return { from: kept, start, draft: start }
}

export function isDirty<Draft>({
  start,
  draft,
}: Pick<FormBegun<unknown, Draft>, 'start' | 'draft'>): boolean {
  return !isSame(start, draft)
}

/**
 * The form once something else is kept: it follows, unless its reader has changed what somebody else has changed
 * too. Then it stays as it is, overtaken, and goes on naming the version that it was begun from.
 */
export function followKept<Kept extends Versioned, Draft>(
  begun: FormBegun<Kept, Draft>,
  kept: Kept,
  read: Read<Kept, Draft>,
): { begun: FormBegun<Kept, Draft>; isOvertaken: boolean } {
  const theirs = read(kept)
  const isSameVersion = begun.from?.version === kept?.version
  if (isSameVersion && isSame(read(begun.from), theirs)) return { begun, isOvertaken: false }
  if (!isDirty(begun) || isSame(begun.draft, theirs))
    return { begun: beginForm(kept, read), isOvertaken: false }
  // Only something beside the form is new, or it is what the form itself has saved.
  if (isSame(begun.start, theirs)) return { begun: { ...begun, from: kept }, isOvertaken: false }
  return { begun, isOvertaken: true }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
