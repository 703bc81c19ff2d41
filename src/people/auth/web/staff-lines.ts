/** The slot of the lines a person works on, which are of a higher room. */
export type StaffLines = {
  all: readonly { number: number; name: string }[]
  of: (staffId: string) => number[]
  save: (staffId: string, lines: number[]) => Promise<void>
}
