import type { Refusal } from './refusal.ts';
import { walkTree, type TreeNode } from './walk-tree.ts';

/**
 * A strict column may only be selected as it is, in the outermost select list, where the scrubber replaces it by its
 * origin. Whatever computes with it (a condition, an order, a cast, an aggregate, a whole row) can turn its value into
 * something no scrubber knows. Judged by the column's bare name in every table, so more is refused than must be.
 */
export function judgeStrictColumns(query: TreeNode, strict: ReadonlySet<string>): Refusal | undefined {
  if (strict.size === 0) return undefined;
  const top = child(query, 'SelectStmt');
  const outputs = outermostOutputs(top);
  const scope: Scope = { top, outputs, strict, rows: rowNames(query) };
  let refusal = judgeOrder(scope);
  walkTree(query, (type, node) => {
    refusal ??= judgeNode(type, node, scope);
  });
  return refusal;
}

interface Scope {
  readonly top: TreeNode;
  /** Columns and stars of the outermost select list, and the names they come out under. */
  readonly outputs: ReadonlyMap<TreeNode, string | undefined>;
  readonly strict: ReadonlySet<string>;
  /** Names that stand for a whole row. */
  readonly rows: ReadonlySet<string>;
}

function judgeNode(type: string, node: TreeNode, { outputs, strict, rows }: Scope): Refusal | undefined {
  if (type === 'ColumnRef') {
    const path = pathOf(node);
    const last = path.at(-1) ?? '';
    if (path.length === 1 && rows.has(last)) return refuse('a whole row as a value', node);
    if (outputs.has(node)) return undefined;
    if (path.length === 0) return refuse('a star below the outermost select list', node);
    return strict.has(last) ? refuse(`the column ${last} anywhere but in the outermost select list`, node) : undefined;
  }
  if (type === 'JoinExpr') {
    const shared = list(node, 'usingClause').map(nameIn);
    if (node['isNatural'] === true || shared.some((name) => strict.has(name))) {
      return refuse('a join that compares columns by their names', node);
    }
  }
  // Another name for a table's columns would hide which ones they are.
  const renames = type === 'RangeVar' || type === 'JoinExpr' ? list(child(node, 'alias'), 'colnames') : [];
  return renames.length > 0 ? refuse('a list of other names for the columns of a table', node) : undefined;
}

/** An order or a group that names an output by its place or its new name computes with it, too. */
function judgeOrder({ top, outputs, strict }: Scope): Refusal | undefined {
  const targets = list(top, 'targetList').map((item) => child(child(child(item, 'ResTarget'), 'val'), 'ColumnRef'));
  const isProtected = (column: TreeNode) => outputs.has(column) && isStrictOutput(column, strict);
  const hasStar = targets.some((column) => outputs.has(column) && pathOf(column).length === 0);
  const names = new Set(targets.filter(isProtected).map((column) => outputs.get(column)));
  const keys = [
    ...list(top, 'sortClause').map((item) => child(child(item, 'SortBy'), 'node')),
    ...list(top, 'groupClause'),
    ...list(top, 'distinctClause'),
  ];
  for (const key of keys) {
    const place = child(child(key, 'A_Const'), 'ival')['ival'];
    const byPlace = typeof place === 'number' && (hasStar || isProtected(targets[place - 1] ?? {}));
    const column = child(key, 'ColumnRef');
    if (byPlace || names.has(pathOf(column).at(-1) ?? '')) {
      return refuse('an order or a group by a strict column', column);
    }
  }
  return undefined;
}

const isStrictOutput = (column: TreeNode, strict: ReadonlySet<string>) => strict.has(pathOf(column).at(-1) ?? '');

/** A UNION computes with its arms' outputs: then nothing is an output as it is. */
function outermostOutputs(top: TreeNode): Scope['outputs'] {
  const outputs = new Map<TreeNode, string | undefined>();
  for (const item of list(top, 'targetList')) {
    const target = child(item, 'ResTarget');
    const column = child(child(target, 'val'), 'ColumnRef');
    const name = target['name'];
    if (column['fields'] !== undefined) outputs.set(column, typeof name === 'string' ? name : undefined);
  }
  return outputs;
}

function rowNames(query: TreeNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkTree(query, (_type, node) => {
    for (const field of ['relname', 'aliasname', 'ctename']) {
      const name = node[field];
      if (typeof name === 'string') names.add(name);
    }
  });
  return names;
}

/** The names of a column reference; empty for a star. */
function pathOf(column: TreeNode): readonly string[] {
  const fields = list(column, 'fields');
  return fields.some((field) => 'A_Star' in field) ? [] : fields.map(nameIn);
}

function nameIn(node: TreeNode): string {
  const name = child(node, 'String')['sval'];
  return typeof name === 'string' ? name : '';
}

function child(node: TreeNode, field: string): TreeNode {
  return (node[field] ?? {}) as TreeNode;
}

function list(node: TreeNode, field: string): readonly TreeNode[] {
  return Array.isArray(node[field]) ? (node[field] as readonly TreeNode[]) : [];
}

function refuse(what: string, { location }: TreeNode): Refusal {
  return {
    rule: 'strict-column',
    reason: `This target has strict columns, which may only be selected as they are; so ${what} is refused. Name the columns you need, select strict ones plainly, and filter by others.`,
    location: typeof location === 'number' ? location : undefined,
  };
}
