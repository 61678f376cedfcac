const checkViolation = '23514';

/** Whether a row lies in a month that has no partition. It breaks a check like others do, but one without a name. */
export function lacksPartition(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== checkViolation) return false;
  return !('constraint' in error) || error.constraint === undefined;
}
