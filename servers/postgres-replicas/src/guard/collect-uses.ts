import type { QueryUses } from './query-uses.ts';
import type { TreeNode } from './walk-tree.ts';

/** Empty, to be filled by `collectUses`. */
export function createUses(): QueryUses {
  return {
    functions: [],
    operators: [],
    types: [],
    relations: [],
    fields: [],
    fromItems: new Map(),
    bareColumns: new Set(),
    identifiers: new Set(),
    texts: [],
    stars: 0,
    plainStars: 0,
    combines: false,
    renamesColumns: false,
  };
}

/** Adds what one node of the tree uses. Children are visited on their own. */
export function collectUses(uses: QueryUses, type: string, node: TreeNode): void {
  collectors[type]?.(uses, node);
}

const collectors: Readonly<Record<string, (uses: QueryUses, node: TreeNode) => void>> = {
  FuncCall(uses, node) {
    const args = list(node['args']);
    const formTells = node['func_variadic'] !== true && node['agg_within_group'] !== true && node['agg_star'] !== true;
    const named = qualify(node['funcname']);
    if (named === undefined) return;
    const location = number(node['location']);
    uses.functions.push({ ...named, location, args: formTells ? args.length : undefined, firstText: textOf(args[0]) });
  },
  RangeTableSample(uses, node) {
    const method = qualify(node['method']);
    if (method === undefined) return;
    uses.functions.push({ ...method, location: number(node['location']), args: undefined, firstText: undefined });
  },
  A_Expr(uses, node) {
    const kind = node['kind'];
    const location = number(node['location']);
    const names = kind === 'AEXPR_BETWEEN' || kind === 'AEXPR_NOT_BETWEEN' ? undefined : qualify(node['name']);
    if (names === undefined || /^[a-z ]+$/iu.test(names.name)) {
      uses.operators.push({ schema: undefined, name: '>=', location }, { schema: undefined, name: '<=', location });
    } else uses.operators.push({ ...names, location });
  },
  SortBy: (uses, node) => addOperator(uses, node['useOp'], node),
  SubLink: (uses, node) => addOperator(uses, node['operName'], node),
  TypeName(uses, node) {
    const named = qualify(node['names']);
    if (named !== undefined) uses.types.push({ ...named, location: number(node['location']) });
  },
  ColumnRef(uses, node) {
    const names = stringsOf(node['fields']);
    const location = number(node['location']);
    const last = names.at(-1);
    if (last === undefined || names.length < list(node['fields']).length) return;
    if (names.length === 1) uses.bareColumns.add(last);
    else uses.fields.push({ name: last, of: names.at(-2), location });
  },
  A_Indirection(uses, node) {
    for (const name of stringsOf(node['indirection'])) uses.fields.push({ name, of: undefined, location: undefined });
  },
  A_Star(uses) {
    uses.stars += 1;
  },
  ResTarget(uses, node) {
    const column = record(record(node['val'])?.['ColumnRef']);
    if (record(list(column?.['fields']).at(-1))?.['A_Star'] !== undefined) uses.plainStars += 1;
  },
  SelectStmt(uses, node) {
    if (node['op'] !== undefined && node['op'] !== 'SETOP_NONE') uses.combines = true;
  },
  String(uses, node) {
    if (typeof node['sval'] === 'string') uses.identifiers.add(node['sval']);
  },
  A_Const(uses, node) {
    const text = constantText(node);
    if (text !== undefined) uses.texts.push(text);
  },
  RangeVar(uses, node) {
    const name = text(node['relname']);
    if (name === undefined) return;
    const alias = record(node['alias']);
    uses.relations.push({
      schema: text(node['schemaname']),
      name,
      location: number(node['location']),
      renamesColumns: list(alias?.['colnames']).length > 0,
    });
    addFromItem(uses, text(alias?.['aliasname']) ?? name, 'row');
  },
  RangeFunction(uses, node) {
    const alias = record(node['alias']);
    addAlias(uses, alias, 'any');
    if (alias !== undefined) return;
    for (const item of list(node['functions'])) {
      const call = record(record(list(record(record(item)?.['List'])?.['items'])[0])?.['FuncCall']);
      const named = qualify(call?.['funcname']);
      if (named !== undefined) addFromItem(uses, named.name, 'any');
    }
  },
  RangeSubselect: (uses, node) => addAlias(uses, record(node['alias']), 'row'),
  RangeTableFunc: (uses, node) => addAlias(uses, record(node['alias']), 'row'),
  JsonTable: (uses, node) => addAlias(uses, record(node['alias']), 'row'),
  JoinExpr(uses, node) {
    if (node['isNatural'] === true) uses.combines = true;
    addAlias(uses, record(node['alias']), 'row');
    addAlias(uses, record(node['join_using_alias']), 'row');
  },
  CommonTableExpr(uses, node) {
    if (list(node['aliascolnames']).length > 0) uses.renamesColumns = true;
  },
};

function addAlias(uses: QueryUses, alias: TreeNode | undefined, kind: 'row' | 'any'): void {
  const name = text(alias?.['aliasname']);
  if (name !== undefined) addFromItem(uses, name, kind);
  if (list(alias?.['colnames']).length > 0) uses.renamesColumns = true;
}

function addFromItem(uses: QueryUses, name: string, kind: 'row' | 'any'): void {
  if (kind === 'any' || !uses.fromItems.has(name)) uses.fromItems.set(name, kind);
}

function addOperator(uses: QueryUses, name: unknown, node: TreeNode): void {
  const named = qualify(name);
  if (named !== undefined) uses.operators.push({ ...named, location: number(node['location']) });
}

/** `[schema, name]` of a qualified name; a database in front is ignored: it can only be the current one. */
function qualify(names: unknown): { readonly schema: string | undefined; readonly name: string } | undefined {
  const parts = stringsOf(names);
  const name = parts.at(-1);
  return name === undefined ? undefined : { schema: parts.at(-2), name };
}

function stringsOf(nodes: unknown): readonly string[] {
  const found: string[] = [];
  for (const node of list(nodes)) {
    const value = record(record(node)?.['String'])?.['sval'];
    if (typeof value === 'string') found.push(value);
  }
  return found;
}

function textOf(node: unknown): string | undefined {
  const constant =
    record(record(node)?.['A_Const']) ?? record(record(record(record(node)?.['TypeCast'])?.['arg'])?.['A_Const']);
  return constant === undefined ? undefined : constantText(constant);
}

/** The empty string has no `sval` inside: the grammar's JSON leaves out empty values. */
function constantText(constant: TreeNode): string | undefined {
  const value = record(constant['sval']);
  return value === undefined ? undefined : (text(value['sval']) ?? '');
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const record = (value: unknown): TreeNode | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TreeNode) : undefined;
