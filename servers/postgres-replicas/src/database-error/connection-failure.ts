import type { ErrorSentence } from './sqlstate-sentences.ts';

const unreachable: ErrorSentence = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'The target {target} cannot be reached right now. Try again in a moment; if it lasts, tell {owner}.',
};

const lost: ErrorSentence = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'The connection to the target {target} was lost while the query ran. Send it again.',
};

const untrusted: ErrorSentence = {
  code: 'UPSTREAM_UNAVAILABLE',
  message:
    'The target {target} offers no TLS connection that can be trusted: none at all, or a certificate that cannot be ' +
    "verified. {owner} must mend the target's certificate or its `tls` setting.",
  retryable: false,
};

const byCode: ReadonlyMap<string, ErrorSentence> = new Map([
  ...each(unreachable, 'ECONNREFUSED ENOTFOUND ETIMEDOUT EAI_AGAIN EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOENT'),
  ...each(lost, 'ECONNRESET EPIPE ECONNABORTED'),
  ...each(
    untrusted,
    'CERT_HAS_EXPIRED CERT_NOT_YET_VALID DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN ' +
      'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_REVOKED ' +
      'ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH',
  ),
]);

/** Errors of `pg` that have no code, by the start of its message. */
const byMessage: readonly (readonly [RegExp, ErrorSentence])[] = [
  [/^timeout (?:exceeded|expired)|^Connection terminated due to connection timeout/u, unreachable],
  [/^Connection terminated|^Client has encountered a connection error|^Client was closed/u, lost],
  [/^The server does not support SSL|^There was an error establishing an SSL connection/u, untrusted],
];

/** Recognises a connection that could not be made or was lost; a group of attempts counts as its first known one. */
export function connectionFailure(error: unknown): ErrorSentence | undefined {
  const { code, errors, message } = (error ?? {}) as { code?: unknown; errors?: unknown; message?: unknown };
  const known = typeof code === 'string' ? byCode.get(code) : undefined;
  if (known !== undefined) return known;
  if (Array.isArray(errors)) return errors.map(connectionFailure).find((failure) => failure !== undefined);
  return typeof message === 'string' ? byMessage.find(([start]) => start.test(message))?.[1] : undefined;
}

function each(sentence: ErrorSentence, codes: string): (readonly [string, ErrorSentence])[] {
  return codes.split(' ').map((code) => [code, sentence] as const);
}
