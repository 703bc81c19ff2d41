const names: Readonly<Record<string, string>> = {
  first_response: 'first reply',
  next_response: 'next reply',
  resolution: 'resolution',
  line: 'solution or hand-over',
}

/** What a clock waits for, as staff read it. */
export function clockName(kind: string): string {
  return names[kind] ?? 'answer'
}
