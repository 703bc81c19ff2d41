/** An earlier mail of a case: its Message-ID with angle brackets, and who wrote it. */
export type EarlierMail = { messageId: string; by: 'customer' | 'us' }

export type ThreadHeaders = { inReplyTo: string | null; references: string[] }

const longestChain = 20

/**
 * What puts an answer under the mail it answers (RFC 5322, 3.6.4): the customer's last mail, else our first;
 * and the chain that leads there, the oldest kept and the middle left out where it grows long.
 * @param earlier oldest first
 */
export function threadHeaders(earlier: readonly EarlierMail[]): ThreadHeaders {
  const answered = earlier.findLast((mail) => mail.by === 'customer') ?? earlier[0]
  if (answered === undefined) return { inReplyTo: null, references: [] }
  const ids = [...new Set(earlier.map((mail) => mail.messageId).filter((id) => id !== answered.messageId))]
  const kept = ids.length < longestChain ? ids : [...ids.slice(0, 1), ...ids.slice(-(longestChain - 2))]
  // Readers thread by the last id of the chain.
  return { inReplyTo: answered.messageId, references: [...kept, answered.messageId] }
}
