import type { QueueProducer } from '@mcp-chassis/audit';
import type { AiBinding } from './inference/binding-driver.ts';

/** The bindings, variables and secrets of the Worker, as `wrangler.jsonc` names them. */
export interface Env {
  /** The human or team that answers for this server. */
  readonly OWNER: string;
  /** `development`, `staging` or `production`. */
  readonly ENVIRONMENT: string;
  /** Where clients reach the server, without a path: `https://codegen.example.com`. */
  readonly PUBLIC_URL: string;
  /** `workers-ai`, `workers-ai-rest`, `openai-compatible` or `fake`. */
  readonly INFERENCE: string;
  /** Base URL, for all but `workers-ai`. */
  readonly INFERENCE_URL?: string;
  /** Model and window of an OpenAI-compatible endpoint that does not know those of the catalogue. */
  readonly INFERENCE_MODEL?: string;
  readonly INFERENCE_CONTEXT_TOKENS?: string;
  readonly AI_GATEWAY_ID?: string;
  readonly AI_GATEWAY_CACHE_SECONDS?: string;
  /** `on` (default) or `off`. */
  readonly SCRUB_INPUT?: string;
  /** Dollars a million tokens, in and out, of the model that calls: `3/15`. */
  readonly REFERENCE_PRICE?: string;
  /** Secret. */
  readonly PIN: string;
  /** Secret; bearer token of the endpoint. */
  readonly INFERENCE_TOKEN?: string;

  readonly CONFIG: KVNamespace;
  readonly OAUTH_KV: KVNamespace;
  readonly AI?: AiBinding;
  /** Takes the audit log too, where it is bound: a queue keeps what it has taken, a console does not. */
  readonly AUDIT_QUEUE?: QueueProducer;
  readonly PIN_ATTEMPTS: RateLimit;
  readonly REGISTRATIONS: RateLimit;
  readonly REQUESTS: RateLimit;
  readonly CALLS: RateLimit;
}
