import type { Call } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { tierNames } from '../catalogue/tiers.ts';
import type { Done } from '../inference/inference.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { estimateSaving } from './estimate-saving.ts';

/** What every result says of itself first. */
export const draftNotice =
  'Untrusted draft, written by a model and reviewed by nobody. Read and test it before you use it.';

/** What every result of inference says about how it came to be. */
export const aboutFields = {
  /** Only when no model ran. */
  stub: z.string().optional(),
  model: z.string(),
  tier: z.enum(tierNames),
  upstream: z.string(),
  fallback: z.strictObject({ from: z.string(), reason: z.string() }).optional(),
  config_ignored: z.string().optional(),
  repairs: z.number(),
  tokens_in: z.number(),
  tokens_out: z.number(),
  latency_ms: z.number(),
  scrubbed: z.record(z.string(), z.number()),
  estimate: z.strictObject({ cost_usd: z.number(), reference_usd: z.number(), saved_usd: z.number() }),
} as const;

/** Those fields, of one call. */
export function describeDone(
  done: Done<unknown>,
  call: Pick<Call, 'scrub'>,
  { inference, referencePrice }: CodegenDeps,
) {
  const { driver } = inference;
  const { model, route, fallback, repairs, usage, latencyMs } = done;
  return {
    ...(driver.isStub ? { stub: `${driver.name} answered, a stub: no model ran.` } : {}),
    model: model.id,
    tier: route.tier,
    upstream: driver.name,
    ...(fallback === undefined ? {} : { fallback }),
    ...(route.ignored === undefined ? {} : { config_ignored: route.ignored }),
    repairs,
    tokens_in: usage.input,
    tokens_out: usage.output,
    latency_ms: latencyMs,
    scrubbed: { ...call.scrub.counts },
    estimate: estimateSaving(model, usage, referencePrice),
  };
}
