/**
 * What a prompt may tell the stub to do, so that a test or a tour sees a behaviour of a real service over the real wire:
 * `fake-inference:hang`, `fake-inference:shape=tool_calls`, ... in any message.
 */
export interface Directives {
  /** Never answers; the connection stays open until the caller gives up. */
  readonly hang: boolean;
  /** Streams one chunk, and then nothing. */
  readonly stall: boolean;
  /** Ends as an answer does that reached the limit of its length. */
  readonly cut: boolean;
  /** Thinks aloud first. */
  readonly think: boolean;
  /** One of `Shape`; anything else is the shape of the endpoint. */
  readonly shape: string | undefined;
  /** Part of the name of a model that has no capacity now. */
  readonly overloaded: string | undefined;
  /** HTTP status of a refusal. */
  readonly status: number | undefined;
  /** The service's own code of a refusal, e.g. 5028. */
  readonly code: number | undefined;
  /** The exact text of the answer; base64url. */
  readonly text: string | undefined;
  /** The exact text of the answer to a second turn; base64url. */
  readonly repaired: string | undefined;
  /** The exact body, whatever it is; base64url. */
  readonly body: string | undefined;
  /** Content type of `body`. Default `application/json`. */
  readonly type: string | undefined;
}

const pattern = /fake-inference:([a-z]+)(?:=([\w/+.-]+))?/g;

export function readDirectives(prompt: string): Directives {
  const found = new Map([...prompt.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]));
  const number = (name: string) => (found.has(name) ? Number(found.get(name)) : undefined);
  const decoded = (name: string) => {
    const value = found.get(name);
    return value === undefined ? undefined : Buffer.from(value, 'base64url').toString();
  };
  return {
    hang: found.has('hang'),
    stall: found.has('stall'),
    cut: found.has('cut'),
    think: found.has('think'),
    shape: found.get('shape'),
    overloaded: found.get('overloaded'),
    status: number('status'),
    code: number('code'),
    text: decoded('text'),
    repaired: decoded('repaired'),
    body: decoded('body'),
    type: found.get('type'),
  };
}
