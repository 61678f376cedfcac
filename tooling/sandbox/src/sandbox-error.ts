/** Something a person can mend; the message says what is wrong and how. Print it without its stack. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}
