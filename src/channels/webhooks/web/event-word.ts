/** The key of an event's words; a dot would be read as a step down there. */
export function eventWord(event: string): string {
  return `event.${event.replaceAll('.', '_')}`
}
