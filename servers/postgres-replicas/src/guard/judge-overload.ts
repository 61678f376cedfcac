import type { FunctionFacts } from './function-catalog.ts';
import type { GuardTarget } from './guard-target.ts';
import type { Refusal } from './refusal.ts';
import { knownExtensions } from './rules/known-extensions.ts';
import { harmlessVolatile } from './rules/volatile-functions.ts';

const harmless = new Set(harmlessVolatile.flatMap((group) => group.functions));
const extensions = new Map(knownExtensions.map((known) => [known.extension, known]));

/** Judges one function of the target's catalog, however it is called. */
export function judgeOverload(facts: FunctionFacts, target: GuardTarget): Refusal | undefined {
  const qualified = `${facts.schema}.${facts.name}`;
  if (target.allowFunctions.includes(qualified)) return undefined;
  if (facts.extension !== undefined) return judgeExtension(facts, facts.extension, qualified, target);
  if (facts.builtIn) return facts.volatility === 'v' && !harmless.has(facts.name) ? refuseVolatile(facts) : undefined;
  const runsAs = facts.securityDefiner ? ' with the rights of its owner (SECURITY DEFINER)' : '';
  return {
    rule: 'function-user-defined',
    reason:
      `The function ${qualified} is refused: it is this database's own code${runsAs}, and what it does cannot be seen ` +
      `from the query. ${askOwner(`functions: ["${qualified}"]`)}`,
  };
}

function judgeExtension(
  facts: FunctionFacts,
  extension: string,
  qualified: string,
  target: GuardTarget,
): Refusal | undefined {
  if (target.allowExtensions.includes(extension)) return undefined;
  const known = extensions.get(extension);
  if (known === undefined) {
    return {
      rule: 'function-extension',
      reason:
        `The function ${qualified} is refused: the extension ${extension} is not known to be harmless. ` +
        askOwner(`extensions: ["${extension}"]`),
    };
  }
  const named = known.only === undefined || known.only.includes(facts.name);
  if (named && (facts.volatility !== 'v' || known.volatile?.includes(facts.name) === true)) return undefined;
  return {
    rule: 'function-extension',
    reason:
      `The function ${qualified} is refused: of the extension ${extension} only functions that read or compute run ` +
      `here (${known.because}). ${askOwner(`functions: ["${qualified}"]`)}`,
  };
}

function refuseVolatile(facts: FunctionFacts): Refusal {
  return {
    rule: 'function-volatile',
    reason:
      `The function ${facts.name} is refused: Postgres marks it VOLATILE, and it is not among those known to only ` +
      `read. ${askOwner(`functions: ["${facts.schema}.${facts.name}"]`)}`,
  };
}

const askOwner = (entry: string): string =>
  `If it is harmless, this server's owner can allow it for the target (${entry}).`;
