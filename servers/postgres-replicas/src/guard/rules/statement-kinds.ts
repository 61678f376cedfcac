/** Why a node that is no part of a reading query is refused, by the grammar's name for it. */
export const refusedNodes: Readonly<Record<string, { readonly rule: string; readonly what: string }>> = {
  InsertStmt: { rule: 'data-modification', what: 'INSERT' },
  UpdateStmt: { rule: 'data-modification', what: 'UPDATE' },
  DeleteStmt: { rule: 'data-modification', what: 'DELETE' },
  MergeStmt: { rule: 'data-modification', what: 'MERGE' },
  MergeSupportFunc: { rule: 'data-modification', what: 'merge_action()' },
  CopyStmt: { rule: 'statement-kind', what: 'COPY' },
  TransactionStmt: { rule: 'statement-kind', what: 'transaction control' },
  VariableSetStmt: { rule: 'statement-kind', what: 'SET and RESET' },
  AlterSystemStmt: { rule: 'statement-kind', what: 'ALTER SYSTEM' },
  CallStmt: { rule: 'statement-kind', what: 'CALL' },
  DoStmt: { rule: 'statement-kind', what: 'DO' },
  PrepareStmt: { rule: 'statement-kind', what: 'PREPARE' },
  ExecuteStmt: { rule: 'statement-kind', what: 'EXECUTE' },
  DeallocateStmt: { rule: 'statement-kind', what: 'DEALLOCATE' },
  DeclareCursorStmt: { rule: 'statement-kind', what: 'DECLARE CURSOR' },
  FetchStmt: { rule: 'statement-kind', what: 'FETCH and MOVE' },
  ClosePortalStmt: { rule: 'statement-kind', what: 'CLOSE' },
  LockStmt: { rule: 'statement-kind', what: 'LOCK' },
  ListenStmt: { rule: 'statement-kind', what: 'LISTEN' },
  UnlistenStmt: { rule: 'statement-kind', what: 'UNLISTEN' },
  NotifyStmt: { rule: 'statement-kind', what: 'NOTIFY' },
  VacuumStmt: { rule: 'statement-kind', what: 'VACUUM and ANALYZE' },
  TruncateStmt: { rule: 'statement-kind', what: 'TRUNCATE' },
  CreateTableAsStmt: { rule: 'statement-kind', what: 'CREATE TABLE AS' },
  RefreshMatViewStmt: { rule: 'statement-kind', what: 'REFRESH MATERIALIZED VIEW' },
  CheckPointStmt: { rule: 'statement-kind', what: 'CHECKPOINT' },
  DiscardStmt: { rule: 'statement-kind', what: 'DISCARD' },
  LoadStmt: { rule: 'statement-kind', what: 'LOAD' },
  ConstraintsSetStmt: { rule: 'statement-kind', what: 'SET CONSTRAINTS' },
  IntoClause: { rule: 'select-into', what: 'SELECT INTO' },
  LockingClause: { rule: 'row-lock', what: 'FOR UPDATE and FOR SHARE' },
};

/** What to do instead, by rule. */
export const insteadOf: Readonly<Record<string, string>> = {
  'data-modification': 'Nothing may change data here, also not inside WITH or EXPLAIN.',
  'select-into': 'It creates a table. Leave out INTO to read the rows.',
  'row-lock': 'Row locks block the application. Leave the clause out.',
  'statement-kind': 'Send one SELECT, VALUES, TABLE, WITH ... SELECT, EXPLAIN of those, or SHOW.',
};

/** Options of EXPLAIN, as the grammar spells them. Extensions can add others, which are refused. */
export const explainOptions: ReadonlySet<string> = new Set([
  'analyze',
  'verbose',
  'costs',
  'settings',
  'generic_plan',
  'buffers',
  'serialize',
  'wal',
  'timing',
  'summary',
  'memory',
  'format',
]);
