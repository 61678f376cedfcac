/** How much disk one instance directory may take. All in bytes. */
export interface SpoolLimits {
  /** A segment that has reached it is signed, and a new one begun. Default 8 MiB. */
  readonly segmentBytes: number;
  /** What every sink has acknowledged is kept up to here, for `mcp-audit verify`; beyond it the oldest is deleted. Default 256 MiB. */
  readonly keepBytes: number;
  /** Beyond it calls are refused until a sink has caught up. Default 1 GiB. */
  readonly maxBytes: number;
}

const mebibyte = 1_024 * 1_024;

/** What the outcome of a call may take beyond `maxBytes`: its effect has happened. */
export const reserveBytes = mebibyte;

/** @throws Error when a limit leaves no room for another. */
export function spoolLimits(limits: Partial<SpoolLimits> = {}): SpoolLimits {
  const { segmentBytes = 8 * mebibyte, maxBytes = 1_024 * mebibyte } = limits;
  const keepBytes = limits.keepBytes ?? Math.min(256 * mebibyte, Math.floor(maxBytes / 2));
  if (segmentBytes < 1_024 || keepBytes > maxBytes || segmentBytes > maxBytes) {
    throw new Error('audit: 1 KiB <= segmentBytes <= maxBytes and keepBytes <= maxBytes must hold');
  }
  return { segmentBytes, keepBytes, maxBytes };
}
