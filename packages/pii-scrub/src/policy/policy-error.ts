/** What is wrong at one place of a policy. */
export interface PolicyProblem {
  /** Keys from the root, e.g. `columns.notes`; empty for the whole text. */
  readonly path: string;
  /** Says what was expected. Quotes no value of the policy but names of operators and keys. */
  readonly message: string;
}

/** A policy that cannot be used. `message` lists all problems, one a line. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n'));
    this.problems = problems;
  }
}
