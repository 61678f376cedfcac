import type { Call } from '@mcp-chassis/tool-kit';
import type { Model } from '../catalogue/model.ts';
import type { Tier } from '../catalogue/tiers.ts';
import { checkWindow, promptTokens, roomForPrompt } from '../limits/check-window.ts';
import type { Route, Router } from '../routing/router.ts';
import { askModel } from './ask-model.ts';
import type { AnswerCheck } from './check-answer.ts';
import { openDeadline, type Deadline } from './deadline.ts';
import { explainFailure, explainTimeout } from './explain-failure.ts';
import type { InferenceDriver, Message } from './inference-driver.ts';
import { InferenceFailure, type FailureKind } from './inference-failure.ts';
import { createMissingModels } from './missing-models.ts';
import { reportProgress } from './report-progress.ts';
import { repairTurn } from './repair-turn.ts';

/** Longest time for all attempts of one call together, in ms. */
const deadlineMs = 30_000;

/** One piece of work for a model. */
export interface Job<T> {
  readonly tier: Tier;
  readonly messages: readonly Message[];
  /** Longest answer, in tokens. */
  readonly answerTokens: number;
  readonly check: AnswerCheck<T>;
}

/** What came of it. */
export interface Done<T> {
  readonly value: T;
  readonly model: Model;
  readonly route: Route;
  /** Set when another model than the first answered. */
  readonly fallback: { readonly from: string; readonly reason: FailureKind } | undefined;
  /** Turns in which the model had to mend its answer. */
  readonly repairs: number;
  readonly usage: { readonly input: number; readonly output: number };
  readonly latencyMs: number;
}

/** What is used of a call. */
export type InferenceCaller = Pick<Call, 'signal' | 'progress' | 'isFollowed' | 'notes'>;

/** Does jobs with the models there are. */
export interface Inference {
  readonly driver: InferenceDriver;
  readonly router: Router;
  /** @throws ToolError `INVALID_INPUT` for what does not fit the window, `AI_TIMEOUT`, `AI_ERROR`. */
  run<T>(job: Job<T>, caller: InferenceCaller): Promise<Done<T>>;
}

export function createInference(driver: InferenceDriver, router: Router, now: () => number): Inference {
  const missing = createMissingModels(now);

  async function run<T>(job: Job<T>, caller: InferenceCaller): Promise<Done<T>> {
    const startedAt = now();
    const route = await router(job.tier);
    const [first] = route.models;
    checkWindow(first, job.messages, answerTokens(job, first));
    const deadline = openDeadline(deadlineMs, caller.signal);
    try {
      const { answer, model, reason } = await firstThatAnswers(job, route, caller, deadline);
      const fallback = reason === undefined ? undefined : { from: first.id, reason };
      return { ...answer, model, route, fallback, latencyMs: now() - startedAt };
    } finally {
      deadline.dispose();
    }
  }

  async function firstThatAnswers<T>(job: Job<T>, route: Route, caller: InferenceCaller, deadline: Deadline) {
    let reason: FailureKind | undefined;
    let last: { readonly error: InferenceFailure; readonly model: string } | undefined;
    for (const model of route.models) {
      const isGone = route.models.length > 1 ? missing.reason(model.id) : undefined;
      if (isGone !== undefined || !fits(job.messages, answerTokens(job, model), model)) {
        reason ??= isGone;
        continue;
      }
      try {
        const answer = await attempt(job, model, caller, deadline);
        note(caller, model, 'ok');
        return { answer, model, reason };
      } catch (error) {
        if (deadline.signal.aborted) note(caller, model, deadline.hasPassed() ? 'deadline' : 'cancelled');
        if (deadline.hasPassed()) throw explainTimeout(deadlineMs, model.id);
        caller.signal.throwIfAborted();
        if (!(error instanceof InferenceFailure)) throw error;
        note(caller, model, error.kind);
        missing.note(model.id, error.kind);
        reason ??= error.kind;
        last = { error, model: model.id };
        if (!error.isOfOneModel) break;
      }
    }
    throw explainFailure(
      last?.error ?? new InferenceFailure(reason ?? 'unavailable'),
      last?.model ?? route.models[0].id,
    );
  }

  async function attempt<T>(job: Job<T>, model: Model, caller: InferenceCaller, { signal }: Deadline) {
    const stream = caller.isFollowed === true;
    const onText = reportProgress(caller, model.id);
    const ask = (messages: readonly Message[]) =>
      askModel(driver, { model, messages, maxTokens: answerTokens(job, model), stream }, signal, onText);
    const answer = await ask(job.messages);
    const checked = job.check(answer.text);
    if (checked.ok) return { value: checked.value, repairs: 0, usage: answer.usage };
    const repair = repairTurn(job.messages, answer.text, checked.problem);
    if (!fits(repair, answerTokens(job, model), model)) throw new InferenceFailure('unusable');
    const mended = await ask(repair);
    const again = job.check(mended.text);
    if (!again.ok) throw new InferenceFailure('unusable');
    const usage = {
      input: answer.usage.input + mended.usage.input,
      output: answer.usage.output + mended.usage.output,
    };
    return { value: again.value, repairs: 1, usage };
  }

  return { driver, router, run };
}

const answerTokens = (job: Pick<Job<unknown>, 'answerTokens'>, model: Model) =>
  Math.min(job.answerTokens, model.outputTokens);

const fits = (messages: readonly Message[], tokens: number, model: Model) =>
  promptTokens(messages) <= roomForPrompt(model, tokens);

function note({ notes }: InferenceCaller, model: Model, status: string): void {
  notes.upstream = [...(notes.upstream ?? []), { name: model.id, attempts: 1, status }];
}
