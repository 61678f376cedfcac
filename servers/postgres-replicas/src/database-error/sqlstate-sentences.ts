/** What an agent is told about one kind of failure. */
export interface ErrorSentence {
  readonly code: string;
  /** `{owner}` and `{target}` are filled in. */
  readonly message: string;
  /** When it differs from the code's own. */
  readonly retryable?: boolean;
  /** What kind of name does not exist: it is named, and for tables and columns the nearest are suggested. */
  readonly missing?: 'tables' | 'columns' | 'functions';
}

const failed = (message: string, missing?: ErrorSentence['missing']): ErrorSentence => ({
  code: 'QUERY_FAILED',
  message,
  ...(missing && { missing }),
});

const unavailable = (message: string, retryable = true): ErrorSentence => ({
  code: 'UPSTREAM_UNAVAILABLE',
  message,
  retryable,
});

const refused = (message: string): ErrorSentence => ({ code: 'QUERY_REFUSED', message });

const notLoggedIn = unavailable(
  'The server could not log in to the target {target}; its owner must mend its user or password: ask {owner}.',
  false,
);

const endedByServer = unavailable(
  'The target {target} ended the connection: it restarts, fails over or was told to. Send the query again in a moment.',
);

/** By SQLSTATE, and by its first two characters. Names as in Appendix A of the Postgres manual. */
const sentences: Readonly<Record<string, ErrorSentence>> = {
  '08': unavailable('The connection to the target {target} failed. Send the query again in a moment.'),
  '08P01': failed(
    'The query and its parameters do not fit together: count the $1, $2 ... in it and pass as many params.',
  ),

  '0A': failed('Postgres does not support this here. Write the query another way.'),

  '21000': failed('A subquery that is used as one value returned more than one row. Add LIMIT 1, or use IN or EXISTS.'),
  '22': failed('A value does not fit what is done with it. Check the data types and the values of the query.'),
  '22001': failed('A text is too long for its type. Use a longer type or left().'),
  '22003': failed('A number is out of range for its type. Cast it to bigint or numeric first.'),
  '22004': failed('A NULL stands where none is allowed. Use coalesce() or filter such rows out.'),
  '22007': failed(
    'A date or time has a form Postgres does not know. Write it as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS+ZZ.',
  ),
  '22008': failed('A date or time is out of range. Check day, month and the size of the interval.'),
  '22012': failed('The query divides by zero. Use nullif(divisor, 0).'),
  '22023': failed('An argument of a function has a value it cannot take. Check the arguments.'),
  '22025': failed('An escape in a pattern is broken. Double the backslash, or name another character with ESCAPE.'),
  '2201B': failed('A regular expression is broken. Check its brackets and quantifiers.'),
  '2201E': failed('The logarithm of this number does not exist. Filter out zero and negative numbers.'),
  '2201W': failed('LIMIT must not be negative.'),
  '2201X': failed('OFFSET must not be negative.'),
  '22021': failed('A text holds bytes that are no valid characters.'),
  '22030': failed('A JSON object has the same key twice.'),
  '22032': failed('A text is no valid JSON. Filter such rows out with value IS JSON.'),
  '22P02': failed(
    'A value cannot be read as the type it is cast to. Compare it as text, or filter such rows out before the cast.',
  ),
  '22P05': failed('A character does not exist in the encoding it is converted to.'),

  '23': refused('Nothing may change data here.'),
  '25': failed('The transaction of the query is in a state that does not allow this. Send it again.'),
  '25006': refused('The target is read-only: this statement would write. Only reading statements run here.'),
  '25P02': failed('The transaction of the query had already failed. Send it again.'),

  '28': notLoggedIn,
  '3D': failed('A database of that name does not exist on the target {target}. pg_database lists those there are.'),
  '3F': failed('A schema does not exist. search_schema lists what there is.'),

  '40001': unavailable(
    'The replica cancelled the query because it was in the way of replication: the primary removed or changed what it ' +
      'was reading. Send it again, over a shorter range, so that it ends sooner.',
  ),
  '40P01': unavailable(
    'The replica cancelled the query because it and replication waited for each other. Send it again.',
  ),

  '42': failed('The query does not fit the rules of SQL or what the database holds. Check it at the position given.'),
  '42501': failed(
    "The agent's role may not read this. Leave it out, or ask {owner} for the right on the target {target}.",
  ),
  '42601': failed('The SQL has a syntax error at the position given. Check commas, brackets and keywords there.'),
  '42622': failed('A name is longer than 63 bytes.'),
  '42701': failed('A column name stands twice where it must be unique. Give one of them an alias.'),
  '42702': failed('A column name is ambiguous: several tables have it. Write alias.column.'),
  '42703': failed('A column does not exist. search_schema lists the columns of a table.', 'columns'),
  '42704': failed('A type or another object does not exist. Check its name and schema.'),
  '42712': failed('Two tables of the query have the same name. Give one an alias.'),
  '42725': failed('A function or operator is ambiguous. Cast its arguments to the types you mean.'),
  '42803': failed('A column stands outside an aggregate and is not in GROUP BY. Add it there or aggregate it.'),
  '42804': failed('Types do not match. Cast one side, so that all branches and both sides have one type.'),
  '42809': failed('This object is of another kind than the query needs. Check what it is with search_schema.'),
  '42846': failed('This type cannot be cast to that one. Go through text: value::text::type.'),
  '42883': failed(
    'A function or operator with these argument types does not exist. Check the spelling, or cast the arguments.',
    'functions',
  ),
  '42939': failed('This name is reserved.'),
  '42P01': failed(
    'A table does not exist, or its alias is not in FROM. search_schema lists the tables; write schema.table.',
    'tables',
  ),
  '42P02': failed('A parameter $n has no value. Pass as many params as the query names.'),
  '42P08': failed('The type of a parameter is ambiguous. Write $1::type.'),
  '42P10': failed('A column reference is wrong here: ORDER BY and DISTINCT ON must fit the select list.'),
  '42P18': failed('The type of a value or parameter cannot be told. Write $1::type or NULL::type.'),
  '42P19': failed('The recursive query is not of the form: start UNION ALL step that names the CTE once.'),
  '42P20': failed('A window function stands where none is allowed. Put it into a subquery and filter outside.'),
  '42P21': failed('Collations contradict each other. Add COLLATE "C" to one side.'),
  '42P22': failed('The collation of a comparison cannot be told. Add COLLATE "C".'),

  '53': { code: 'OVERLOADED', message: 'The target {target} is short of resources. Try again later.', retryable: true },
  '53100': failed('The query needs more temporary disk space than there is. Read less: filter, or aggregate earlier.'),
  '53200': {
    code: 'OVERLOADED',
    message: 'The target {target} is short of memory. Read less, or try later.',
    retryable: true,
  },
  '53300': {
    code: 'OVERLOADED',
    message: 'The target {target} has no connection free. Try again in a moment.',
    retryable: true,
  },
  '53400': failed(
    'The query needs more temporary disk space than it may use. Read less: filter, or aggregate earlier.',
  ),

  '54': failed('The query is beyond a limit of Postgres. Make it smaller.'),
  '54001': failed('The query is too deeply nested. Write it flatter.'),
  '55000': failed(
    'An object is not in the state this needs: an extension may not be loaded, or a replica cannot do it.',
  ),
  '55P03': {
    code: 'TIMEOUT',
    message:
      'The query waited too long for a lock on what it reads, which a migration on the primary holds, for example. ' +
      'Try again later; get_replica_health shows what is blocked.',
    retryable: true,
  },
  '57014': {
    code: 'TIMEOUT',
    message:
      'The query ran into its time limit or was cancelled. Make it cheaper: filter on an indexed column, read less, ' +
      'look at explain_query.',
    retryable: false,
  },
  '57P': endedByServer,
  '57P03': unavailable('The target {target} is starting or not ready. Try again in a moment.'),
  '57P04': unavailable('The database of the target {target} was dropped; tell {owner}.', false),
  '57P05': unavailable('The connection to the target {target} had been idle for too long. Send the query again.'),

  '58': failed('The database had trouble with its files or libraries. Tell {owner}.'),
  HV: failed('A foreign table of the target could not be read. Tell {owner}.'),
  P0: failed('Code in the database raised an error. Read its source, or ask {owner}.'),
  XX: failed('Postgres reports an internal error or damaged data. Tell {owner}; do not repeat the query.'),
};

const unknown: ErrorSentence = failed('The query failed. Look the SQLSTATE up, and check the query.');

/** The sentence for an SQLSTATE: its own, or that of its class. */
export function findSentence(sqlstate: string): ErrorSentence {
  for (const length of [5, 3, 2]) {
    const key = sqlstate.slice(0, length);
    if (Object.hasOwn(sentences, key)) return sentences[key] ?? unknown;
  }
  return unknown;
}
