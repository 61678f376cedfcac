import type { Tool } from './define-tool.ts';
import { checkInputSchema } from './input-conventions.ts';
import { renderUntrusted } from './untrusted-text.ts';
import { verbs } from './verbs.ts';
import type { Violation } from './violation.ts';

/** What `checkConventions` looks at. */
export interface ConventionSubject {
  /** The server's name: clients prefix tool names with it. */
  readonly name: string;
  readonly tools: readonly Tool[];
  /** Why this server has fewer than 3 or more than 5 tools. */
  readonly toolCountReason?: string;
}

/** Longest name a client may send to a model, `mcp__<server>__<tool>`. */
const longestPrefixedName = 64;
const shortestTitle = 3;
const shortestPart = 15;

/** Every violation of the conventions A1 to A4, in the order of the tools. Empty when there is none. */
export function checkConventions(server: ConventionSubject): readonly Violation[] {
  return [
    ...checkSet(server),
    ...server.tools.flatMap((tool) => [
      ...checkName(tool, server.name),
      ...checkTexts(tool),
      ...checkInputSchema(tool),
      ...checkOutput(tool),
    ]),
  ];
}

function* checkSet({ name, tools, toolCountReason }: ConventionSubject): Generator<Violation> {
  if ((tools.length < 3 || tools.length > 5) && (toolCountReason?.trim() ?? '') === '') {
    yield {
      subject: name,
      rule: 'A2',
      problem: `has ${tools.length} tools`,
      fix: 'offer 3 to 5 tools, or give the reason in `toolCountReason`',
    };
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    yield {
      subject: name,
      rule: 'A4',
      problem: 'its name is not lower case with `-` between words',
      fix: 'name it like `postgres-replicas`: clients make a prefix of it',
    };
  }
  const seen = new Set<string>();
  for (const tool of tools) {
    if (seen.has(tool.name)) {
      yield { subject: tool.name, rule: 'A2', problem: 'is defined twice', fix: 'give each tool its own name' };
    }
    seen.add(tool.name);
  }
}

function* checkName(tool: Tool, server: string): Generator<Violation> {
  const violation = (problem: string, fix: string): Violation => ({ subject: tool.name, rule: 'A1', problem, fix });
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(tool.name)) {
    yield violation('its name is not snake_case of two or more words', 'name it like `list_targets`');
  } else if (!verbs.has(tool.name.slice(0, tool.name.indexOf('_')))) {
    yield violation(
      'its name does not start with a verb',
      'start with the action: list_x, get_x, search_x, check_x, start_x',
    );
  }
  const prefixed = `mcp__${server}__${tool.name}`.length;
  if (prefixed > longestPrefixedName) {
    yield {
      subject: tool.name,
      rule: 'A4',
      problem: `its name takes ${prefixed} characters with a client's prefix`,
      fix: `keep mcp__${server}__<tool> within ${longestPrefixedName} characters`,
    };
  }
}

function* checkTexts(tool: Tool): Generator<Violation> {
  const required = { title: tool.title, agentAccess: tool.agentAccess, ...tool.descriptionParts };
  for (const [part, text] of Object.entries(required)) {
    const least = part === 'title' ? shortestTitle : shortestPart;
    if (text.trim().length < least) {
      yield {
        subject: tool.name,
        rule: 'A3',
        problem: `its ${part} has ${text.trim().length} characters`,
        fix: `write at least ${least}: what an agent has to know to choose this tool`,
      };
    }
    if (/[\n\r\t]/.test(text) || renderUntrusted(text) !== text) {
      yield {
        subject: tool.name,
        rule: 'A3',
        problem: `its ${part} has line breaks or characters that cannot be seen`,
        fix: 'write one paragraph of plain text',
      };
    }
  }
  if (
    tool.permissions.length === 0 ||
    tool.permissions.some((name) => !/^[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)+$/.test(name))
  ) {
    yield {
      subject: tool.name,
      rule: 'A3',
      problem: 'has no scope of the form area:action',
      fix: 'set `permission`, e.g. replicas:read',
    };
  }
}

function* checkOutput(tool: Tool): Generator<Violation> {
  if (tool.outputSchema['additionalProperties'] !== false) {
    yield {
      subject: tool.name,
      rule: 'A4',
      problem: 'its output is not strict',
      fix: 'use z.strictObject for `output`',
    };
  }
}
