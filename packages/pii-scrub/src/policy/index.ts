export { PolicyError, type PolicyProblem } from './policy-error.ts';
export { readPolicy } from './read-policy.ts';
