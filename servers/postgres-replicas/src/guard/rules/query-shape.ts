import { words } from './words.ts';

/** Every node a reading query is made of. A node that is not here is refused, so new grammar is refused until read. */
export const readingNodes: ReadonlySet<string> = new Set(
  words(`
  SelectStmt WithClause CommonTableExpr CTESearchClause CTECycleClause ResTarget ColumnRef A_Const A_Expr A_Star
  A_Indices A_Indirection A_ArrayExpr ParamRef FuncCall NamedArgExpr TypeCast TypeName CollateClause SortBy WindowDef
  RangeVar Alias RangeSubselect RangeFunction RangeTableSample RangeTableFunc RangeTableFuncCol JoinExpr SubLink
  BoolExpr NullTest BooleanTest CaseExpr CaseWhen CoalesceExpr MinMaxExpr RowExpr GroupingFunc GroupingSet
  SQLValueFunction XmlExpr XmlSerialize JsonFormat JsonReturning JsonValueExpr JsonOutput JsonArgument JsonBehavior
  JsonFuncExpr JsonTable JsonTableColumn JsonTablePathSpec JsonKeyValue JsonParseExpr JsonScalarExpr JsonSerializeExpr
  JsonObjectConstructor JsonArrayConstructor JsonArrayQueryConstructor JsonAggConstructor JsonObjectAgg JsonArrayAgg
  JsonIsPredicate List String Integer Float Boolean BitString ColumnDef SetToDefault`),
);

/**
 * Fields whose type is fixed by the grammar carry their node bare, without its name around it. The name is restored
 * from here; a bare node under any other field is refused.
 */
export const bareFields: Readonly<Record<string, string>> = {
  alias: 'Alias',
  arg: 'JsonArgument',
  boolval: 'Boolean',
  bsval: 'BitString',
  collClause: 'CollateClause',
  constructor: 'JsonAggConstructor',
  context_item: 'JsonValueExpr',
  cycle_clause: 'CTECycleClause',
  expr: 'JsonValueExpr',
  format: 'JsonFormat',
  fval: 'Float',
  intoClause: 'IntoClause',
  ival: 'Integer',
  join_using_alias: 'Alias',
  larg: 'SelectStmt',
  on_empty: 'JsonBehavior',
  on_error: 'JsonBehavior',
  output: 'JsonOutput',
  over: 'WindowDef',
  pathspec: 'JsonTablePathSpec',
  rarg: 'SelectStmt',
  returning: 'JsonReturning',
  search_clause: 'CTESearchClause',
  sval: 'String',
  typeName: 'TypeName',
  val: 'JsonValueExpr',
  value: 'JsonValueExpr',
  withClause: 'WithClause',
};
