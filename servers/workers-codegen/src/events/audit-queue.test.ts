import type { AuditEntry } from '@mcp-chassis/audit';
import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';

test('a queue that is bound gets every record the console gets, and as little of the code [C1, C3]', async () => {
  const entries: AuditEntry[] = [];
  const queue = {
    async sendBatch(messages: Iterable<{ readonly body: AuditEntry }>) {
      for (const { body } of messages) entries.push(body);
    },
  };
  const server = openServer({ env: { AUDIT_QUEUE: queue } });
  await server.call('run_quick_task', { task: 'queue-canary' });
  await server.call('no_such_tool', {});
  expect(entries.map((entry) => JSON.stringify(entry))).toEqual(
    server.lines.filter((line) => line.includes('"phase"')),
  );
  expect(entries.length).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(entries)).not.toContain('queue-canary');
});

test('a queue that does not take a record withholds the result, as the audit log promises [C1]', async () => {
  const queue = { sendBatch: async () => Promise.reject(new Error('queue-canary is down')) };
  const server = openServer({ env: { AUDIT_QUEUE: queue } });
  const answer = await server.call('run_quick_task', { task: 'x' });
  expect(answer).toMatchObject({ ok: false, code: 'AUDIT_UNAVAILABLE' });
  expect(JSON.stringify(answer)).not.toContain('queue-canary');
});
