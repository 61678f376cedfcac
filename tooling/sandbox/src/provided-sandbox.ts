/** What the global setup hands to test files: where to ask for the pair of this run. The address is a secret. */
export interface ProvidedSandbox {
  readonly url: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly sandbox: ProvidedSandbox;
  }
}
