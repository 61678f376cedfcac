import { describeServer } from '@mcp-chassis/server-kit/testing';
import type { JsonObject } from '@mcp-chassis/tool-kit';
import { loginWithPin, upstreamCanary } from '@mcp-chassis/workers-sandbox';
import { openObservedWorker } from './observed-worker.fixture.ts';

const pin = 'pin-canary-90125-e2e';
const mail = 'code.canary@leak-test.example.org';
const word = 'code-canary-60616';

/** What is not the same for two calls: times, and what depends on them. */
const timeless = ({ latency_ms: _latency, ...value }: JsonObject) => value;
const sample = (tool: string, args: JsonObject, expect = 'ok') => ({ tool, args, expect, stable: timeless });

const code = `// ${mail}\nexport const price = (cents: number) => cents / 100;`;
const context = `mail ${mail}`;

describeServer({
  name: 'workers-codegen',
  transports: ['http'],
  snapshot: new URL('../tools.snapshot.json', import.meta.url),
  async open() {
    const worker = await openObservedWorker(pin);
    const { accessToken } = await loginWithPin({ url: worker.url, pin });
    return {
      http: { kind: 'http', url: `${worker.url}/mcp`, token: accessToken },
      async readAudit() {
        const lines = await worker.readLines();
        return lines.filter((line) => line.includes('"phase":"outcome"')).map((line) => JSON.parse(line) as JsonObject);
      },
      readSinks: async () => ({ log: (await worker.readLines()).join('\n') }),
      close: () => worker.close(),
    };
  },
  canaries: [mail, pin, word, upstreamCanary],
  samples: [
    sample('generate_code', { description: `Write add. ${mail}`, language: 'typescript', context }),
    sample('review_code', { code, focus: 'bugs' }),
    sample('transform_code', { code, instruction: 'Rename price.', language: 'typescript', output: 'diff' }),
    sample('scaffold_tests', { code, language: 'typescript' }),
    sample('run_quick_task', { task: `Sort these: ${mail}` }),
    sample('explain_code', { code, depth: 'detailed', context }),
    sample('generate_docs', { code, language: 'typescript' }),
    sample('generate_types', { source: `{"mail": "${mail}"}` }),
    sample('fix_bug', { code, problem: 'Rounds wrongly.', language: 'typescript' }),
    sample('generate_commit_message', { diff: `+${mail}` }),
    sample('generate_worker_boilerplate', {
      name: 'hello',
      description: 'Says hello.',
      bindings: [{ name: 'DB', kind: 'd1' }],
    }),
    sample('get_routing_info', {}),
    sample('run_quick_task', { task: 'fake-inference:overloaded=glm-4.7' }),
    sample('run_quick_task', { task: `${word} fake-inference:status=401` }, 'AI_ERROR'),
    sample('run_quick_task', { task: `${word} fake-inference:cut` }, 'AI_ERROR'),
    sample('explain_code', { code: `${word} fake-inference:shape=response fake-inference:body=e30` }, 'AI_ERROR'),
    sample('run_quick_task', { task: 'x'.repeat(10_001) }, 'INVALID_INPUT'),
    sample('explain_code', { code: '😀'.repeat(100_000) }, 'INVALID_INPUT'),
  ],
});
