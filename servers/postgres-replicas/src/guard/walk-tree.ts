import type { Refusal } from './refusal.ts';
import { bareFields, readingNodes } from './rules/query-shape.ts';
import { insteadOf, refusedNodes } from './rules/statement-kinds.ts';

export type TreeNode = Readonly<Record<string, unknown>>;

/** A flat list of 30,000 constants has about 120,000 objects and 5 levels. */
const maxObjects = 400_000;
/** A chain of 1,000 operators has about 2,000 levels; Postgres itself gives up near 5,000. */
const maxDepth = 6_000;

/**
 * Calls `visit` with every node of a parse tree, in every nested list, without recursion.
 *
 * @returns the refusal of the first node that is no part of a reading query, or of a tree that is too big.
 */
export function walkTree(root: TreeNode, visit: (type: string, node: TreeNode) => void): Refusal | undefined {
  const pending: { readonly value: TreeNode; readonly field: string; readonly depth: number }[] = [
    { value: root, field: '', depth: 0 },
  ];
  let objects = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    objects += 1;
    if (objects > maxObjects || next.depth > maxDepth) return tooComplex;
    const named = nameNode(next.field, next.value);
    if (named === undefined) continue;
    const [type, node] = named;
    if (!readingNodes.has(type)) return refuseNode(type, node);
    visit(type, node);
    for (const [field, value] of Object.entries(node)) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) {
        pending.push({ value: value as TreeNode, field, depth: next.depth + 1 });
        continue;
      }
      for (const item of value as readonly unknown[]) {
        if (typeof item === 'object' && item !== null) {
          pending.push({ value: item as TreeNode, field, depth: next.depth + 1 });
        }
      }
    }
  }
  return undefined;
}

/** `{ SelectStmt: {...} }` names its node; a bare one is named by its field; `{}` stands for nothing. */
function nameNode(field: string, value: TreeNode): readonly [type: string, node: TreeNode] | undefined {
  const keys = Object.keys(value);
  const first = keys[0];
  if (first === undefined) return undefined;
  if (keys.length === 1 && /^[A-Z]/u.test(first)) return [first, value[first] as TreeNode];
  return [bareFields[field] ?? `unnamed ${field}`, value];
}

function refuseNode(type: string, node: TreeNode): Refusal {
  const location = typeof node['location'] === 'number' ? node['location'] : undefined;
  const known = refusedNodes[type];
  if (known !== undefined) {
    return { rule: known.rule, reason: `${known.what} cannot run here. ${insteadOf[known.rule]}`, location };
  }
  return {
    rule: 'statement-kind',
    reason: `This kind of statement or clause cannot run here: only reading queries do. ${insteadOf['statement-kind']}`,
    location,
  };
}

const tooComplex: Refusal = {
  rule: 'too-complex',
  reason:
    'The statement is too big or too deeply nested to be judged. Split it, or pass long lists as an array parameter.',
};
