import { describe, expect, test } from 'vitest';
import { errorCodePattern, errorCodes, isErrorCode } from './error-code.ts';
import { isToolError, ToolError } from './tool-error.ts';

describe('the codes', () => {
  test('are this closed set, and these say that the same call may succeed later [A7]', () => {
    expect(Object.keys(errorCodes)).toEqual([
      'INVALID_INPUT',
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'UNKNOWN_TOOL',
      'NOT_FOUND',
      'CONFLICT',
      'APPROVAL_REQUIRED',
      'APPROVAL_DENIED',
      'RATE_LIMITED',
      'OVERLOADED',
      'TIMEOUT',
      'CANCELLED',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_ERROR',
      'RESULT_TOO_LARGE',
      'AUDIT_UNAVAILABLE',
      'INTERNAL_ERROR',
    ]);
    expect(Object.keys(errorCodes).filter((code) => new ToolError(code, 'x').retryable)).toEqual([
      'APPROVAL_REQUIRED',
      'RATE_LIMITED',
      'OVERLOADED',
      'TIMEOUT',
      'CANCELLED',
      'UPSTREAM_UNAVAILABLE',
      'AUDIT_UNAVAILABLE',
    ]);
  });

  test.each([...Object.keys(errorCodes), 'QUERY_REFUSED', 'A', 'A1_2', 'A'.repeat(40)])(
    '%s is well formed [A7]',
    (code) => {
      expect(code).toMatch(errorCodePattern);
    },
  );

  test.each(['', 'a', 'A_', '_A', 'A__B', '1A', 'A-B', 'A\n', 'A'.repeat(41)])('%j is not [A7]', (code) => {
    expect(code).not.toMatch(errorCodePattern);
  });

  test.each(['toString', '__proto__', 'QUERY_REFUSED', ''])('%j is not of the closed set [A7]', (code) => {
    expect(isErrorCode(code)).toBe(false);
  });
});

describe('ToolError', () => {
  test('takes retryable from its code, and false for a code of a server’s own [A7]', () => {
    expect(new ToolError('TIMEOUT', 'x').retryable).toBe(true);
    expect(new ToolError('TIMEOUT', 'x', { retryable: false }).retryable).toBe(false);
    expect(new ToolError('REPLICA_LAGGING', 'x').retryable).toBe(false);
    expect(new ToolError('REPLICA_LAGGING', 'x', { retryable: true }).retryable).toBe(true);
  });

  test.each([
    [undefined, undefined],
    [1_500, 1_500],
    [0, 0],
    [-20, 0],
    [Number.NaN, undefined],
    [Infinity, undefined],
  ])('a wait of %s ms is told as %s [A7]', (retryAfterMs, told) => {
    expect(new ToolError('RATE_LIMITED', 'x', retryAfterMs === undefined ? {} : { retryAfterMs }).retryAfterMs).toBe(
      told,
    );
  });

  test('keeps its cause out of what is enumerable and out of JSON [A7]', () => {
    const error = new ToolError('INTERNAL_ERROR', 'x', { cause: new Error('canary') });
    expect((error.cause as Error).message).toBe('canary');
    expect(JSON.stringify(error)).not.toContain('canary');
    expect(Object.hasOwn(new ToolError('INTERNAL_ERROR', 'x'), 'cause')).toBe(false);
  });
});

describe('isToolError', () => {
  test('recognises an error of another installed copy by its brand [A7]', () => {
    class OtherCopy extends Error {
      readonly code = 'NOT_FOUND';
      constructor() {
        super('Not there.');
        Object.defineProperty(this, Symbol.for('mcp-chassis.dev/tool-error'), { value: true });
      }
    }
    expect(isToolError(new OtherCopy())).toBe(true);
    expect(isToolError(new ToolError('NOT_FOUND', 'x'))).toBe(true);
  });

  test.each([
    ['an error', new Error('x')],
    ['what looks like one', { code: 'NOT_FOUND', message: 'x', name: 'ToolError' }],
    ['what came as JSON', JSON.parse('{"Symbol(mcp-chassis.dev/tool-error)":true,"code":"NOT_FOUND"}')],
    ['what inherits from one', Object.create(new ToolError('NOT_FOUND', 'x'))],
    ['null', null],
    ['undefined', undefined],
    ['text', 'NOT_FOUND'],
  ])('%s is none [A7]', (_name, value) => {
    expect(isToolError(value)).toBe(false);
  });
});
