/** A real endpoint instead of the stub. */
export interface Upstream {
  /** OpenAI-compatible base URL, without a slash at the end. */
  readonly url: string;
  readonly model: string;
  /** Bearer token, from the environment: an argument is seen by every user of the machine. */
  readonly token?: string;
}

const example = 'http://127.0.0.1:11434/v1';
const longestCheckMs = 5_000;

/**
 * Reads `--upstream`, `--model` and `INFERENCE_TOKEN`; undefined where neither flag was given.
 *
 * @throws Error that names the flag and the fix.
 */
export function readUpstream(
  { upstream: given, model }: { readonly upstream?: string; readonly model?: string },
  token: string | undefined,
): Upstream | undefined {
  if (given === undefined && model === undefined) return undefined;
  if (given === undefined) throw new Error(`--model needs --upstream, where the model is, e.g. --upstream ${example}`);
  if (model === undefined) throw new Error('--upstream needs --model, the model to ask there, e.g. --model qwen3:8b');
  const url = given.replace(/\/+$/, '');
  if (!/^https?:\/\//i.test(url)) throw new Error(noScheme(given));
  if (!URL.canParse(url)) throw new Error(`--upstream is not a URL: write it like ${example}`);
  const { protocol, hostname, username } = new URL(url);
  if (username !== '')
    throw new Error('--upstream must not hold a user or a token: put the token into INFERENCE_TOKEN.');
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (token !== undefined && protocol === 'http:' && !isLoopback)
    throw new Error('--upstream must be https, because INFERENCE_TOKEN is sent there; or unset INFERENCE_TOKEN.');
  return { url, model, ...(token === undefined ? {} : { token }) };
}

/**
 * Asks the endpoint for its models, which costs nothing.
 *
 * @throws Error that names the flag and the fix where nobody answers there, or refuses the token.
 */
export async function checkUpstream({ url, token }: Upstream, fetch: typeof globalThis.fetch): Promise<void> {
  const answer = await fetch(`${url}/models`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(longestCheckMs),
  }).catch((cause: unknown) => {
    throw new Error(`--upstream ${url}: nobody answers there. Start the endpoint, or correct the address.`, { cause });
  });
  await answer.body?.cancel();
  if (answer.status !== 401 && answer.status !== 403) return;
  throw new Error(
    token === undefined
      ? `--upstream ${url}: it wants a token (HTTP ${answer.status}). Set it in the environment: INFERENCE_TOKEN=... npm start -- codegen ...`
      : `--upstream ${url}: it refuses the token in INFERENCE_TOKEN (HTTP ${answer.status}). Correct it.`,
  );
}

function noScheme(given: string): string {
  const hint = given.includes('://') || !URL.canParse(`http://${given}`) ? example : `http://${given}`;
  return `--upstream must start with http:// or https://, e.g. --upstream ${hint}`;
}
