import { useCallback, useRef } from "react";

/**
 * One idempotency key for all tries of one submission: `key()` stays the same until `renew()`,
 * which is called after success and whenever the person changes what will be sent.
 */
export function useSubmissionKey(): { key: () => string; renew: () => void } {
  const held = useRef<string | undefined>(undefined);
  const key = useCallback(() => (held.current ??= crypto.randomUUID()), []);
  const renew = useCallback(() => {
    held.current = undefined;
  }, []);
  return { key, renew };
}
