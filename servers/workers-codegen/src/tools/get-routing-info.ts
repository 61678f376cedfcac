import { defineTool, type Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { catalogue } from '../catalogue/catalogue.ts';
import { configKeys, tierNames } from '../catalogue/tiers.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { longestCode, longestContext, longestTask } from './fields.ts';

const model = z.strictObject({
  id: z.string(),
  context_tokens: z.number(),
  output_tokens: z.number(),
  usd_per_million_in: z.number(),
  usd_per_million_out: z.number(),
});

/** `get_routing_info` */
export function getRoutingInfo({ inference, scrubsInput }: CodegenDeps): Tool {
  return defineTool({
    name: 'get_routing_info',
    title: 'Get routing info',
    description: {
      does: 'Tells which model each tier uses now, what answers when it cannot, and the limits of inputs.',
      useWhen: 'a result names a fallback or an ignored configuration, or an input was too large.',
      notWhen: 'you want work done: every other tool chooses its model itself.',
      returns: 'both tiers with their models, windows and prices, the limits, and the upstream. No model is asked.',
    },
    agentAccess: 'Yes: it reads the configuration of models, no data and no secret.',
    input: z.strictObject({}),
    output: z.strictObject({
      upstream: z.string(),
      stub: z.boolean(),
      scrubs_input: z.boolean(),
      tiers: z.array(
        z.strictObject({
          tier: z.enum(tierNames),
          source: z.enum(['config', 'default', 'fixed']),
          config_key: z.string(),
          config_ignored: z.string().optional(),
          model,
          fallbacks: z.array(z.string()),
        }),
      ),
      allowed_models: z.array(z.string()),
      limits: z.strictObject({ code: z.number(), context: z.number(), task: z.number() }),
    }),
    impact: 'read',
    permission: 'codegen:read',
    content: 'own',
    egress: { off: 'it is made of the names of models and of limits, all of them in the source of this server' },
    async run() {
      const routes = await Promise.all(tierNames.map((tier) => inference.router(tier)));
      return {
        upstream: inference.driver.name,
        stub: inference.driver.isStub,
        scrubs_input: scrubsInput,
        tiers: routes.map(({ tier, source, ignored, models: [first, ...others] }) => ({
          tier,
          source,
          config_key: configKeys[tier],
          ...(ignored === undefined ? {} : { config_ignored: ignored }),
          model: {
            id: first.id,
            context_tokens: first.contextTokens,
            output_tokens: first.outputTokens,
            usd_per_million_in: first.price.input,
            usd_per_million_out: first.price.output,
          },
          fallbacks: others.map(({ id }) => id),
        })),
        allowed_models: Object.keys(catalogue),
        limits: { code: longestCode, context: longestContext, task: longestTask },
      };
    },
  });
}
