import { words } from './words.ts';

/** Operators every Postgres has: a user's operator of the same name cannot be told apart without its operand types. */
export const builtInOperators: ReadonlySet<string> = new Set(
  words(`
  !! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<| <= <> <@
  <^ = > >= >> >>= >^ ? ?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~ ~= ~>=~ ~>~ ~~
  ~~*`),
);

/** Types that can be written like a call, `uuid('...')`, and have no function of that name. */
export const castLikeCalls: ReadonlySet<string> = new Set(
  words(
    'inet json jsonb jsonpath uuid tsquery tsvector regclass regproc regprocedure regtype regnamespace regrole tid xid8',
  ),
);
