import { Webhook } from 'standardwebhooks'

type Message = { id: string; at: Date; body: string }

/** The headers of Standard Webhooks; one signature for each secret that counts, the newest first. */
export function signMessage({ id, at, body }: Message, secrets: readonly string[]): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Fourline-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
