import { expect, test } from 'vitest';
import { judgeAnswer } from './judge-answer.ts';

function judge(status: number): string {
  try {
    judgeAnswer({ status, retryAfter: undefined, contentType: '', body: Buffer.from('') }, 0);
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'kind' in error ? String(error.kind) : 'no SinkError';
  }
}

test.each([
  ['taken', [200, 201, 202, 204]],
  ['poison', [207, 400, 413, 422]],
  ['retry', [301, 302, 307, 308, 401, 403, 404, 405, 407, 408, 409, 410, 415, 421, 425, 429, 500, 501, 502, 503, 504]],
])('a batch is %s after an answer of one of %j [C2]', (judgement, statuses) => {
  for (const status of statuses) expect([status, judge(status)]).toEqual([status, judgement]);
});
