import { judgeSettingName } from './judge-setting.ts';
import type { Refusal } from './refusal.ts';
import { explainOptions, insteadOf, refusedNodes } from './rules/statement-kinds.ts';
import type { TreeNode } from './walk-tree.ts';

export type StatementKind = 'select' | 'values' | 'table' | 'explain' | 'show';

/** What kind of statement a parse tree is, and the query in it that is to be walked. */
export interface Classified {
  readonly kind: StatementKind;
  readonly query?: TreeNode;
  readonly explain?: { readonly analyze: boolean };
}

/** Allows a reading query, EXPLAIN of one, and SHOW of a harmless setting; refuses every other statement. */
export function classifyStatement(stmt: TreeNode): Classified | Refusal {
  const [type, body] = Object.entries(stmt)[0] ?? ['', {}];
  const node = body as TreeNode;
  if (type === 'SelectStmt') return { kind: selectKind(node), query: stmt };
  if (type === 'VariableShowStmt') {
    return judgeSettingName(typeof node['name'] === 'string' ? node['name'] : undefined) ?? { kind: 'show' };
  }
  if (type === 'ExplainStmt') return classifyExplain(node);
  const known = refusedNodes[type];
  const what = known === undefined ? 'This kind of statement' : known.what;
  return {
    rule: known?.rule ?? 'statement-kind',
    reason: `${what} cannot run here: only reading statements do. ${insteadOf['statement-kind']}`,
  };
}

/** TABLE is `SELECT *` to the grammar, but its star was written nowhere. */
function selectKind(node: TreeNode): StatementKind {
  if (Array.isArray(node['valuesLists'])) return 'values';
  const targets = node['targetList'];
  const first: unknown = Array.isArray(targets) && targets.length === 1 ? targets[0] : undefined;
  return (first as { ResTarget?: { location?: number } } | undefined)?.ResTarget?.location === -1 ? 'table' : 'select';
}

function classifyExplain(node: TreeNode): Classified | Refusal {
  const query = node['query'] as TreeNode | undefined;
  const [type] = Object.keys(query ?? {});
  if (query === undefined || type !== 'SelectStmt') {
    const what = type === undefined ? undefined : refusedNodes[type]?.what;
    return {
      rule: 'explain',
      reason: `EXPLAIN of ${what ?? 'this kind of statement'} cannot run here. Explain a SELECT, VALUES or TABLE.`,
    };
  }
  let analyze = false;
  for (const option of (node['options'] ?? []) as readonly { DefElem?: ExplainOption }[]) {
    const name = option.DefElem?.defname ?? '';
    if (!explainOptions.has(name)) {
      return {
        rule: 'explain-option',
        reason: `This option of EXPLAIN is refused. Known are ${[...explainOptions].join(', ')}.`,
        location: option.DefElem?.location,
      };
    }
    if (name === 'analyze') analyze = isTrue(option.DefElem);
  }
  return { kind: 'explain', query, explain: { analyze } };
}

interface ExplainOption {
  readonly defname?: string;
  readonly location?: number;
  readonly arg?: {
    readonly String?: { readonly sval?: string };
    readonly Integer?: { readonly ival?: number };
  };
}

/** As Postgres reads a boolean option; what it does not know it refuses later, so here it counts as true. */
function isTrue(option: ExplainOption | undefined): boolean {
  const arg = option?.arg;
  if (arg?.Integer !== undefined) return (arg.Integer.ival ?? 0) !== 0;
  return !['false', 'off'].includes(arg?.String?.sval?.toLowerCase() ?? 'true');
}
