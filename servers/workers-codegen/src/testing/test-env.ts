import { env } from 'cloudflare:test';
import { inject } from 'vitest';
import type { Env } from '../env.ts';

/** The PIN of the tests: long enough to be one, and to be found where it leaked. */
export const testPin = 'pin-canary-4711';

/** The environment of the tests, which workerd made, with some values replaced. */
export function testEnv(values: Partial<Env> = {}): Env {
  return { ...(env as unknown as Env), ...values };
}

/** Where the stub is; `/v1` below it is OpenAI-compatible, `/client/v4/accounts/ACCOUNT/ai/run` is the REST endpoint. */
export function fakeUrl(): string {
  return inject('fakeInferenceUrl');
}

/** A call as the stub saw it. */
export interface SeenCall {
  readonly dialect: string;
  readonly model: string;
  readonly prompt: string;
  readonly state: 'open' | 'answered' | 'aborted';
  readonly durationMs?: number;
}

/** What the stub saw of the calls whose prompt has the mark in it. */
export async function seenCalls(mark: string): Promise<readonly SeenCall[]> {
  return (await fetch(`${fakeUrl()}/fake/calls?mark=${mark}`)).json<readonly SeenCall[]>();
}

/** A text as a directive of the stub takes it. */
export function encoded(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** A word that no other test sends, and no scrubber takes for a number of anything. */
export function newMark(): string {
  return `mark${crypto.randomUUID().replace(/[^a-f]/g, (character) => (character === '-' ? '' : letters.charAt(Number(character))))}`;
}

const letters = 'ghijklmnop';
