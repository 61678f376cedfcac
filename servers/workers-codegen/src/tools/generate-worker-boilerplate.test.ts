import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';

const server = openServer();

test('gives the entry as a draft, and a configuration that no model wrote [I1]', async () => {
  const answer = await server.call('generate_worker_boilerplate', {
    name: 'chat-room',
    description: 'GET / answers hello.',
    bindings: [
      { name: 'SESSIONS', kind: 'kv' },
      { name: 'FILES', kind: 'r2' },
      { name: 'DB', kind: 'd1' },
      { name: 'JOBS', kind: 'queue' },
      { name: 'AI', kind: 'ai' },
      { name: 'CHAT_ROOM', kind: 'durable_object' },
    ],
  });
  expect(answer).toMatchObject({ ok: true, value: { language: 'typescript', tier: 'standard' } });
  expect(answer.ok && JSON.parse(String(answer.value['wrangler']))).toEqual({
    name: 'chat-room',
    main: 'src/index.ts',
    compatibility_date: '2026-06-01',
    observability: { enabled: true },
    kv_namespaces: [{ binding: 'SESSIONS', id: 'REPLACE_ME' }],
    r2_buckets: [{ binding: 'FILES', bucket_name: 'REPLACE_ME' }],
    d1_databases: [{ binding: 'DB', database_name: 'REPLACE_ME', database_id: 'REPLACE_ME' }],
    queues: { producers: [{ binding: 'JOBS', queue: 'REPLACE_ME' }] },
    ai: { binding: 'AI' },
    durable_objects: { bindings: [{ name: 'CHAT_ROOM', class_name: 'ChatRoom' }] },
    migrations: [{ tag: 'v1', new_sqlite_classes: ['ChatRoom'] }],
  });
});

test('needs no bindings, and refuses names that wrangler would [I1, A4]', async () => {
  const make = (rest: object) => server.call('generate_worker_boilerplate', { name: 'a', description: 'x', ...rest });
  expect(await make({})).toMatchObject({ ok: true });
  expect(await make({ name: 'A_b' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await make({ bindings: [{ name: 'kv', kind: 'kv' }] })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await make({ bindings: Array.from({ length: 21 }, () => ({ name: 'A', kind: 'kv' })) })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});
