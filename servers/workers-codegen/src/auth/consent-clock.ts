/** How long a consent page may be sent back, in seconds. */
const consentSeconds = 300;

/** What is used of the KV namespace of the provider. */
export type ConsentStore = Pick<KVNamespace, 'get' | 'put'>;

/** Remembers when a consent page was made: the provider lets its handles live twice as long. */
export interface ConsentClock {
  start(handle: string): Promise<void>;
  /** False for a handle that is older, and for one that was never started. */
  isRunning(handle: string): Promise<boolean>;
}

export function createConsentClock(store: ConsentStore, now: () => number): ConsentClock {
  return {
    async start(handle) {
      await store.put(await keyOf(handle), String(now()), { expirationTtl: consentSeconds });
    },
    async isRunning(handle) {
      const startedAt = await store.get(await keyOf(handle));
      return startedAt !== null && now() - Number(startedAt) <= consentSeconds * 1_000;
    },
  };
}

async function keyOf(handle: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(handle));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `consent-started:${hex}`;
}
