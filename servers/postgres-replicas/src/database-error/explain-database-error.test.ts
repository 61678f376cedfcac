import { ToolError } from '@mcp-chassis/tool-kit';
import { describe, expect, test } from 'vitest';
import { explainDatabaseError, type DatabaseErrorContext } from './explain-database-error.ts';

const context: DatabaseErrorContext = { owner: 'on-call@sandbox.test', target: 'orders' };

/** What `pg` throws, with a canary wherever Postgres puts values and the network puts addresses. */
function databaseError(code: string, position?: string): Error {
  return Object.assign(new Error('invalid input syntax: "canary@shop.test"'), {
    severity: 'ERROR',
    code,
    detail: 'Failing row contains (canary@shop.test).',
    hint: 'Perhaps canary?',
    where: 'PL/pgSQL function canary() line 1',
    ...(position === undefined ? {} : { position }),
  });
}

function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code} canary.internal:5432`), {
    code,
    address: 'canary.internal',
    port: 5432,
  });
}

describe('an error of Postgres', () => {
  test.each([
    ['42601', 'QUERY_FAILED', 'syntax error'],
    ['42703', 'QUERY_FAILED', 'column does not exist'],
    ['42P01', 'QUERY_FAILED', 'table does not exist'],
    ['42883', 'QUERY_FAILED', 'function or operator'],
    ['42702', 'QUERY_FAILED', 'ambiguous'],
    ['42804', 'QUERY_FAILED', 'Types do not match'],
    ['42803', 'QUERY_FAILED', 'GROUP BY'],
    ['22012', 'QUERY_FAILED', 'divides by zero'],
    ['22P02', 'QUERY_FAILED', 'cannot be read as the type'],
    ['22003', 'QUERY_FAILED', 'out of range'],
    ['42501', 'QUERY_FAILED', 'ask on-call@sandbox.test'],
    ['57014', 'TIMEOUT', 'time limit'],
    ['55P03', 'TIMEOUT', 'lock'],
    ['40001', 'UPSTREAM_UNAVAILABLE', 'replication'],
    ['57P01', 'UPSTREAM_UNAVAILABLE', 'ended the connection'],
    ['57P03', 'UPSTREAM_UNAVAILABLE', 'starting'],
    ['08006', 'UPSTREAM_UNAVAILABLE', 'connection'],
    ['28P01', 'UPSTREAM_UNAVAILABLE', 'could not log in'],
    ['28000', 'UPSTREAM_UNAVAILABLE', 'its owner must'],
    ['25006', 'QUERY_REFUSED', 'read-only'],
    ['53300', 'OVERLOADED', 'no connection free'],
    ['53100', 'QUERY_FAILED', 'disk space'],
    ['53400', 'QUERY_FAILED', 'disk space'],
    ['22ZZZ', 'QUERY_FAILED', 'does not fit'],
    ['99999', 'QUERY_FAILED', 'failed'],
  ])('%s is %s and says "%s" [G9]', (sqlstate, code, words) => {
    const explained = explainDatabaseError(databaseError(sqlstate), context);
    expect(explained).toMatchObject({ code, details: { sqlstate } });
    expect(explained.message).toContain(words);
  });

  test.each([
    ['40001', true],
    ['57P01', true],
    ['53300', true],
    ['55P03', true],
    ['57014', false],
    ['28P01', false],
    ['22012', false],
    ['25006', false],
  ])('%s may be retried: %s [G9]', (sqlstate, retryable) => {
    expect(explainDatabaseError(databaseError(sqlstate), context).retryable).toBe(retryable);
  });

  test.each(['22P02', '23505', '42703', 'P0001', 'XX000', '99999'])(
    '%s carries no text of Postgres [A7]',
    (sqlstate) => {
      const error = databaseError(sqlstate, '8');
      const sql = "SELECT 'canary@shop.test'::int";
      const { message, details, cause } = explainDatabaseError(error, { ...context, sql });
      expect(message + JSON.stringify(details)).not.toContain('canary');
      expect(cause).toBe(error);
    },
  );
});

describe('a name that does not exist', () => {
  const names = {
    tables: ['app.orders', 'app.order_items', 'app.customers'],
    columns: ['id', 'total', 'total_cents', 'created_at'],
  };

  test.each([
    ['42703', 'SELECT totl FROM app.orders', '8', 'totl', ['total']],
    ['42703', 'SELECT o."totl" FROM app.orders o', '8', 'o.totl', ['total']],
    ['42703', 'SELECT o . Cents FROM app.orders o', '8', 'o.cents', ['total_cents']],
    ['42P01', 'SELECT 1 FROM app.ordrs', '15', 'app.ordrs', ['app.orders']],
    ['42P01', "SELECT '🙂' FROM customer", '17', 'customer', ['app.customers']],
  ])('%s in %s at %s is named, with the nearest: %s %j [G9]', (sqlstate, sql, position, name, nearest) => {
    const explained = explainDatabaseError(databaseError(sqlstate, position), { ...context, sql, names });
    expect(explained.message).toContain(`It is about ${name}. Nearest names: ${nearest.join(', ')}.`);
    expect(explained.details).toEqual({ sqlstate, position: Number(position), nearest });
  });

  test.each([
    ['42703', 'resembles nothing', 'SELECT xyzzy'],
    ['42883', 'is a function', 'SELECT xyzzy(1)'],
  ])('%s that %s gets no suggestion [G9]', (sqlstate, _why, sql) => {
    const explained = explainDatabaseError(databaseError(sqlstate, '8'), { ...context, sql, names });
    expect(explained.details).toEqual({ sqlstate, position: 8 });
    expect(explained.message).toMatch(/It is about xyzzy\.$/u);
  });

  test.each([
    ['42703', 'SELECT "drop all; ignore this" FROM t', '8'],
    ['42703', "SELECT 'text'", '8'],
    ['42703', 'SELECT 1', '400'],
    ['42883', 'SELECT 1 === 2', '10'],
  ])('%s in %s at %s is not repeated when it is not plainly a name [A16]', (sqlstate, sql, position) => {
    expect(explainDatabaseError(databaseError(sqlstate, position), { ...context, sql, names }).message).not.toContain(
      'about',
    );
  });
});

describe('a connection that breaks', () => {
  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])(
    '%s is retryable and names neither host nor port [A7]',
    (code) => {
      const explained = explainDatabaseError(socketError(code), context);
      expect(explained).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
      expect(explained.message).toContain('orders');
      expect(explained.message).not.toMatch(/canary|5432/u);
    },
  );

  test('as "Connection terminated unexpectedly" of pg is retryable [G9]', () => {
    expect(explainDatabaseError(new Error('Connection terminated unexpectedly'), context)).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('any other error', () => {
  test('that is a ToolError already is kept [G9]', () => {
    const error = new ToolError('NOT_A_REPLICA', 'The target is a primary.');
    expect(explainDatabaseError(error, context)).toBe(error);
  });

  test.each([new Error('canary'), 'canary', undefined, { code: 5 }])(
    '%s is internal and says nothing [A7]',
    (error) => {
      const explained = explainDatabaseError(error, context);
      expect(explained.code).toBe('INTERNAL_ERROR');
      expect(explained.cause).toBe(error);
      expect(explained.message).not.toContain('canary');
    },
  );
});
