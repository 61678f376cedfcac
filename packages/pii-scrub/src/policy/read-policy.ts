import { parseDocument } from 'yaml';
import type { Detector } from '../detector.ts';
import type { ScrubberOptions } from '../create-scrubber.ts';
import { createPatternDetector, type PatternDetector } from './pattern-detector.ts';
import { PolicyError, type PolicyProblem } from './policy-error.ts';
import { policySchema } from './policy-schema.ts';

const MOST_ALIASES = 100;

/**
 * Reads a policy, in YAML or JSON or as the value of either, into options for `createScrubber`. It holds no key: pass `pseudonymKey`
 * beside it where an operator is `pseudonym`.
 *
 * @throws PolicyError naming every place that is wrong, and every pattern that cannot run in linear time.
 */
export function readPolicy(source: string | object): ScrubberOptions {
  const parsed = policySchema.safeParse(typeof source === 'string' ? parseYaml(source) : source);
  if (!parsed.success) {
    throw new PolicyError(
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message: lowerFirst(message) })),
    );
  }
  const { detectors, ...policy } = parsed.data;
  return { ...policy, detectors: compileAll(detectors) };
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, version: '1.2' });
  const problems = document.errors.map(({ message, linePos }): PolicyProblem => {
    const line = linePos?.[0].line;
    return {
      path: '',
      message: `${line === undefined ? '' : `line ${line}: `}${message.split('\n')[0]!.replace(/ at line.*$/, '')}`,
    };
  });
  if (problems.length > 0) throw new PolicyError(problems);
  return document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {};
}

function compileAll(patterns: readonly PatternDetector[]): readonly Detector[] {
  const problems: PolicyProblem[] = [];
  const detectors = patterns.flatMap((pattern, index) => {
    try {
      return [createPatternDetector(pattern)];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({ path: `detectors.${index}.pattern`, message: `cannot be used: ${reason}` });
      return [];
    }
  });
  if (problems.length > 0) throw new PolicyError(problems);
  return detectors;
}

const lowerFirst = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);
