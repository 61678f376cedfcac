import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkConventions } from './conventions.ts';
import { sampleTool } from './testing/sample-tool.ts';
import type { Tool } from './define-tool.ts';

const tools = (count: number): Tool[] =>
  Array.from({ length: count }, (_, i) => sampleTool({ name: `get_thing_${i}` }));
/** The violations of one tool in an otherwise faultless server. */
const of = (tool: Tool) => checkConventions({ name: 'sample', tools: [tool, ...tools(2)] });

test('a server without a fault has no violation [A1, A2, A3, A4]', () => {
  expect(of(sampleTool())).toEqual([]);
});

describe('names [A1]', () => {
  test.each(['list_targets', 'get_x', 'search_schema_v2', 'start_2', 'roll_back', 'analyze_query_plan'])(
    '%s is verb first and snake_case [A1]',
    (name) => {
      expect(of(sampleTool({ name }))).toEqual([]);
    },
  );

  test.each([
    'list',
    'listTargets',
    'List_targets',
    'list-targets',
    'list_Targets',
    'list__targets',
    'list_targets_',
    '_list_targets',
    '2_list',
    'list_tärgets',
    'list_targets\n',
    '',
  ])('%j is not snake_case of two words [A1]', (name) => {
    expect(of(sampleTool({ name }))).toEqual([
      {
        subject: name,
        rule: 'A1',
        problem: 'its name is not snake_case of two or more words',
        fix: 'name it like `list_targets`',
      },
    ]);
  });

  test.each(['targets_list', 'target_get', 'lists_targets', 'do_it', 'constructor_x', 'replica_health'])(
    '%s does not start with a verb [A1]',
    (name) => {
      expect(of(sampleTool({ name }))).toEqual([
        {
          subject: name,
          rule: 'A1',
          problem: 'its name does not start with a verb',
          fix: 'start with the action: list_x, get_x, search_x, check_x, start_x',
        },
      ]);
    },
  );
});

describe('the set [A2]', () => {
  test.each([3, 4, 5])('of %i tools needs no reason [A2]', (count) => {
    expect(checkConventions({ name: 'sample', tools: tools(count) })).toEqual([]);
  });

  test.each([0, 1, 2, 6, 12])('of %i tools needs a reason, in words [A2]', (count) => {
    const violation = {
      subject: 'sample',
      rule: 'A2',
      problem: `has ${count} tools`,
      fix: 'offer 3 to 5 tools, or give the reason in `toolCountReason`',
    };
    const check = (toolCountReason?: string) =>
      checkConventions({
        name: 'sample',
        tools: tools(count),
        ...(toolCountReason === undefined ? {} : { toolCountReason }),
      });
    expect(check()).toEqual([violation]);
    expect(check('  ')).toEqual([violation]);
    expect(check('Twelve kinds of code work.')).toEqual([]);
  });

  test('names each tool that is defined again [A2]', () => {
    expect(checkConventions({ name: 'sample', tools: [sampleTool(), sampleTool(), sampleTool()] })).toEqual(
      Array.from({ length: 2 }, () => ({
        subject: 'list_targets',
        rule: 'A2',
        problem: 'is defined twice',
        fix: 'give each tool its own name',
      })),
    );
  });
});

describe('texts [A3]', () => {
  const whole = sampleTool().descriptionParts;

  test.each([
    ['title', 'it', 3, sampleTool({ title: 'it' })],
    ['title', '', 3, sampleTool({ title: '' })],
    ['agentAccess', 'x'.repeat(14), 15, sampleTool({ agentAccess: 'x'.repeat(14) })],
    ['does', 'x'.repeat(14), 15, sampleTool({ description: { ...whole, does: 'x'.repeat(14) } })],
    ['useWhen', '', 15, sampleTool({ description: { ...whole, useWhen: ' '.repeat(30) } })],
    ['notWhen', 'never', 15, sampleTool({ description: { ...whole, notWhen: 'never' } })],
    ['returns', 'rows', 15, sampleTool({ description: { ...whole, returns: 'rows' } })],
  ])('a %s of %j is too short [A3]', (part, text, least, tool) => {
    expect(of(tool)).toEqual([
      {
        subject: 'list_targets',
        rule: 'A3',
        problem: `its ${part} has ${text.length} characters`,
        fix: `write at least ${least}: what an agent has to know to choose this tool`,
      },
    ]);
  });

  test('at the least length all parts pass [A3]', () => {
    const part = 'x'.repeat(15);
    const description = { does: part, useWhen: part, notWhen: part, returns: part };
    expect(of(sampleTool({ title: 'abc', agentAccess: part, description }))).toEqual([]);
  });

  test.each([
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['a tab', '\t'],
    ['a zero-width space', '\u200b'],
    ['a bidirectional override', '\u202e'],
    ['hidden tag characters', '\u{e0041}'],
    ['an escape sequence', '\u001b[2J'],
  ])('%s in a text is not plain [A3, A16]', (_name, hidden) => {
    expect(of(sampleTool({ agentAccess: `Yes: it only reads${hidden} names.` }))).toEqual([
      {
        subject: 'list_targets',
        rule: 'A3',
        problem: 'its agentAccess has line breaks or characters that cannot be seen',
        fix: 'write one paragraph of plain text',
      },
    ]);
  });

  test.each([
    [''],
    ['replicas'],
    ['*'],
    ['Replicas:read'],
    ['replicas:'],
    ['replicas:read '],
    [{ any: [], of: () => 'x' }],
    [{ any: ['deploy:dev', 'deploy'], of: () => 'deploy:dev' }],
  ])('permission %j is no scope of the form area:action [A3]', (permission) => {
    expect(of(sampleTool({ permission }))).toEqual([
      {
        subject: 'list_targets',
        rule: 'A3',
        problem: 'has no scope of the form area:action',
        fix: 'set `permission`, e.g. replicas:read',
      },
    ]);
  });

  test.each(['replicas:read', 'deploy:dev', 'code-gen:fast:run'])('permission %s is one [A3]', (permission) => {
    expect(of(sampleTool({ permission }))).toEqual([]);
  });
});

describe('portability of names and schemas [A4]', () => {
  // mcp__sample__ takes 13 of the 64 characters.
  test('a name takes at most 64 characters with a client’s prefix [A4]', () => {
    expect(of(sampleTool({ name: `get_${'x'.repeat(47)}` }))).toEqual([]);
    const name = `get_${'x'.repeat(48)}`;
    expect(of(sampleTool({ name }))).toEqual([
      {
        subject: name,
        rule: 'A4',
        problem: "its name takes 65 characters with a client's prefix",
        fix: 'keep mcp__sample__<tool> within 64 characters',
      },
    ]);
  });

  test.each(['Sample', 'sample_one', 'sample one', '-sample', 'sample--one', '1sample', 'sample\n'])(
    'server name %j makes no good prefix [A4]',
    (name) => {
      expect(checkConventions({ name, tools: tools(3) })).toEqual([
        {
          subject: name,
          rule: 'A4',
          problem: 'its name is not lower case with `-` between words',
          fix: 'name it like `postgres-replicas`: clients make a prefix of it',
        },
      ]);
    },
  );

  test('an output that lets unknown fields through is not strict [A4, A5]', () => {
    expect(of(sampleTool({ output: z.looseObject({ names: z.array(z.string()) }) }))).toEqual([
      {
        subject: 'list_targets',
        rule: 'A4',
        problem: 'its output is not strict',
        fix: 'use z.strictObject for `output`',
      },
    ]);
  });
});

test('all faults are told, tool by tool and in the order of the fields [A4]', () => {
  const input = z.strictObject({ first: z.string(), second: z.int(), third: z.boolean().describe('What it is.') });
  const violations = checkConventions({ name: 'sample', tools: [sampleTool({ name: 'x', input }), ...tools(2)] });
  expect(violations.map(({ rule, problem }) => `${rule} ${problem}`)).toEqual([
    'A1 its name is not snake_case of two or more words',
    'A4 field first has no description',
    'A4 field first is text without a bound',
    'A4 field second has no description',
    'A4 field second is a number without a range',
  ]);
});
