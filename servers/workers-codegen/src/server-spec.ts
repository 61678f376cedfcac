import type { ServerSpec } from '@mcp-chassis/server-kit';
import { authorizer } from './auth/permissions.ts';
import { tokenAuthenticator } from './auth/token-authenticator.ts';
import type { Deps } from './deps.ts';
import { explainCode } from './tools/explain-code.ts';
import { fixBug } from './tools/fix-bug.ts';
import { generateCode } from './tools/generate-code.ts';
import { generateCommitMessage } from './tools/generate-commit-message.ts';
import { generateDocs } from './tools/generate-docs.ts';
import { generateTypes } from './tools/generate-types.ts';
import { generateWorkerBoilerplate } from './tools/generate-worker-boilerplate.ts';
import { getRoutingInfo } from './tools/get-routing-info.ts';
import { reviewCode } from './tools/review-code.ts';
import { runQuickTask } from './tools/run-quick-task.ts';
import { scaffoldTests } from './tools/scaffold-tests.ts';
import { transformCode } from './tools/transform-code.ts';

/** Largest request: the longest code and context, every character of them escaped twice. */
const maxBodyBytes = 2_097_152;

/** What makes this server this server, whoever runs it. */
export function serverSpec(deps: Deps) {
  const { identity, config, scrub, audit, log, limits, readiness, now } = deps;
  return {
    ...identity,
    instructions:
      'Moves mechanical code work to cheaper models: tests, docs, types, commit messages, boilerplate, small fixes. Give the whole code and say what you want; what comes back is a draft that nobody has reviewed. Personal data and secrets in what you send are replaced by placeholders.',
    auth: tokenAuthenticator,
    authorize: authorizer,
    audit,
    log,
    scrub,
    limits,
    readiness,
    tools: [
      generateCode(deps),
      reviewCode(deps),
      transformCode(deps),
      scaffoldTests(deps),
      runQuickTask(deps),
      explainCode(deps),
      generateDocs(deps),
      generateTypes(deps),
      fixBug(deps),
      generateCommitMessage(deps),
      generateWorkerBoilerplate(deps),
      getRoutingInfo(deps),
    ],
    toolCountReason:
      'Twelve kinds of mechanical work, each with its own input, limits and check of the answer: one tool with a mode would hide from the model what each needs, and could not be checked.',
    errorCodes: ['AI_TIMEOUT', 'AI_ERROR'],
    http: { allowedHosts: [new URL(config.PUBLIC_URL).hostname], maxBodyBytes },
    now,
  } satisfies ServerSpec;
}
