import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCorpus } from './scrub-corpus/make-corpus.ts';

const usage = 'usage: score-scrub.ts SCORER.mjs SAMPLE.jsonl [SEED]   (build first)';
const itemsMade = 10_000;

const [scorer, sample, seed = '1'] = process.argv.slice(2);
if (scorer === undefined || sample === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const adapter = fileURLToPath(new URL('scrub-adapter.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mcp-chassis-score-'));
try {
  const made = join(folder, `made-from-seed-${seed}.jsonl`);
  writeFileSync(
    made,
    makeCorpus(Number(seed), itemsMade)
      .map((item) => JSON.stringify(item))
      .join('\n'),
  );
  for (const corpus of [sample, made]) {
    process.stdout.write(`${corpus}\n`);
    execFileSync(process.execPath, [scorer, corpus, adapter, '--misses', '20'], { stdio: 'inherit' });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
