import type { Model } from '../catalogue/model.ts';

/** One turn of a chat. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is asked of a model. */
export interface InferenceRequest {
  readonly model: Model;
  readonly messages: readonly Message[];
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
  /** Asks for a stream of events instead of one answer. */
  readonly stream: boolean;
}

/** A way to a model. Says nothing of what comes back: `readReply` does. */
export interface InferenceDriver {
  /** Shown in `/ready` and in results, e.g. `workers-ai`. */
  readonly name: string;
  /** True when no model is behind it. */
  readonly isStub: boolean;
  /**
   * Sends the request. Aborting the signal ends the request itself, not only the wait for it.
   *
   * @returns what the upstream answered, in whatever shape: `readReply` takes all of them.
   */
  send(request: InferenceRequest, signal: AbortSignal): Promise<unknown>;
  /** Asks for the answer to a call that the upstream has queued. Absent where it does not queue. */
  poll?(model: Model, requestId: string, signal: AbortSignal): Promise<unknown>;
}
