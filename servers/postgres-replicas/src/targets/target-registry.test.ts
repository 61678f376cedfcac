import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlGuard } from '../guard/judge-sql.ts';
import { withKeptVerdicts } from '../guard/kept-verdicts.ts';
import { ask, openAdmin, sandboxDeps, sandboxSource } from './sandbox-target.test.fixture.ts';
import { openTargetRegistry, type TargetRegistry } from './target-registry.ts';

const { signal } = new AbortController();

let sandbox: Sandbox;
let registry: TargetRegistry;
let now = Date.now();

/** A registry of one good target, a primary and one that nothing answers for. `later` outdates what it knows. */
beforeAll(async () => {
  sandbox = await startDisposableSandbox();
  const { target } = sandboxSource(sandbox);
  const configs = [
    { ...target, description: 'Orders and shipments' },
    { ...target, name: 'primary', ...sandbox.primary },
    { ...target, name: 'nowhere', port: 1 },
  ];
  registry = openTargetRegistry(configs, { ...sandboxDeps(sandbox), clock: () => now });
});

afterAll(async () => {
  await registry.close();
  await sandbox.close();
});

const later = () => (now += 10_000);
const orders = () => registry.get('orders');
const ready = () =>
  Promise.all(registry.checks.map(async (dependency) => [dependency.name, await dependency.check(signal)]));

test('names the targets there are when asked for another, and does not repeat it [A7]', () => {
  expect(() => registry.get('canary')).toThrow('There is no such target. Targets: orders, primary, nowhere.');
});

test('says of every target how it is, and why it is not served [G2]', async () => {
  expect(await registry.status(signal)).toEqual([
    {
      name: 'orders',
      description: 'Orders and shipments',
      status: 'ok',
      asOf: {
        time: expect.any(String) as string,
        lsn: expect.any(String) as string,
        lagMs: expect.any(Number) as number,
      },
    },
    {
      name: 'primary',
      status: 'refused',
      reason: 'Target primary: it is a primary, not a replica, so it is not queried.',
    },
    { name: 'nowhere', status: 'unreachable', reason: 'Target nowhere: nothing answers there.' },
  ]);
  expect(await ready()).toEqual([
    ['target orders', undefined],
    ['target primary', 'Target primary: it is a primary, not a replica, so it is not queried.'],
    ['target nowhere', 'Target nowhere: nothing answers there.'],
  ]);
});

test('loads the function catalog once for all who ask at the same time [G7]', async () => {
  const [one, other] = await Promise.all([orders().rules(signal), orders().rules(signal)]);
  expect(other).toBe(one);
  expect(one.functions.find(undefined, 'lower').length).toBeGreaterThan(0);
});

test('a statement that was allowed is judged anew by the catalog of five minutes later [G3]', async () => {
  const guard = withKeptVerdicts(await openSqlGuard());
  const judge = async () => guard.judge('SELECT * FROM kept.report', await orders().rules(signal));
  const admin = await openAdmin(sandbox, 'primary');
  await admin.query('CREATE SCHEMA kept; CREATE VIEW kept.report AS SELECT 1::oid AS oid');
  await sandbox.waitForReplay();
  const verdict = await judge();
  expect(verdict).toMatchObject({ allowed: true });
  await admin.query('CREATE OR REPLACE VIEW kept.report AS SELECT oid FROM pg_authid WHERE rolpassword IS NOT NULL');
  await admin.end();
  await sandbox.waitForReplay();
  expect(await judge()).toBe(verdict);
  now += 300_000;
  expect(await judge()).toMatchObject({ allowed: false, rule: 'secret-relation' });
});

test('suggests names the agent can see [A7]', async () => {
  const admin = await openAdmin(sandbox, 'primary');
  await admin.query('CREATE SCHEMA suggest; CREATE TABLE suggest.shipping_labels (label_number int)');
  await admin.query(
    `GRANT USAGE ON SCHEMA suggest TO ${sandbox.agent.user}; GRANT SELECT ON suggest.shipping_labels TO ${sandbox.agent.user}`,
  );
  await admin.end();
  await sandbox.waitForReplay();
  await expect(ask(orders(), 'SELECT * FROM suggest.shipping_label')).rejects.toMatchObject({
    details: { sqlstate: '42P01', nearest: ['suggest.shipping_labels'] },
  });
  await expect(ask(orders(), 'SELECT label_nubmer FROM suggest.shipping_labels')).rejects.toMatchObject({
    details: { sqlstate: '42703', nearest: expect.arrayContaining(['label_number']) as string[] },
  });
});

test('a stopped replica is an error at once, and service resumes by itself when it returns [G2]', async () => {
  await ask(orders(), 'SELECT 1');
  await sandbox.stopReplica();
  await expect(ask(orders(), 'SELECT 1')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
  expect(await ready()).toContainEqual(['target orders', 'Target orders: nothing answers there.']);
  await sandbox.startReplica();
  expect((await ask(orders(), 'SELECT 1')).rows).toEqual([[1]]);
  expect(await ready()).toContainEqual(['target orders', undefined]);
});

test('a failover under live connections: the next call is refused, and /ready says so [G2]', async () => {
  await Promise.all([ask(orders(), 'SELECT 1'), ask(orders(), 'SELECT 2')]);
  const busy = ask(orders(), 'SELECT pg_sleep(60)', [], {
    deadline: Date.now() + 25_000,
    agent: 'before-failover',
    signal: AbortSignal.timeout(3_000),
  });
  await sandbox.promoteReplica();
  const refused = {
    code: 'NOT_A_REPLICA',
    message: 'Target orders: it is a primary, not a replica, so it is not queried.',
  };
  await expect(ask(orders(), 'SELECT 1')).rejects.toMatchObject(refused);
  await expect(ask(orders(), 'SELECT 1')).rejects.toMatchObject(refused);
  await expect(busy).rejects.toMatchObject({ code: 'TIMEOUT' });
  later();
  expect(await ready()).toContainEqual(['target orders', refused.message]);
});
