import { AuthorizationError, type AuthRequest, type OAuthHelpers } from '@cloudflare/workers-oauth-provider';
import type { EventLog } from '../events/auth-event.ts';
import { addressKey } from '../limits/address-key.ts';
import type { ConsentClock } from './consent-clock.ts';
import { formTarget } from './form-target.ts';
import { isSameSecret } from './is-same-secret.ts';
import { consentPage, messagePage, pageResponse } from './pages.ts';
import type { GrantProps } from './token-authenticator.ts';
import { knownOf, type Visitor } from './visitor.ts';

/** Longest form, in bytes. */
const longestForm = 16_384;
/** The window of the `PIN_ATTEMPTS` binding, in seconds. */
const attemptWindowSeconds = 60;
/** Whoever knows the PIN is one user. */
const userId = 'pin-holder';

/** What the page is made from. */
export interface AuthorizeDeps {
  readonly pin: string;
  readonly owner: string;
  readonly attempts: Pick<RateLimit, 'limit'>;
  readonly consents: ConsentClock;
  readonly events: EventLog;
}

/** `/authorize`: shows who wants in, and lets it in for the PIN. */
export async function authorize(
  request: Request,
  oauth: OAuthHelpers,
  visitor: Visitor,
  deps: AuthorizeDeps,
): Promise<Response> {
  try {
    if (request.method === 'GET') return await showPage(oauth, await oauth.parseAuthRequest(request), deps);
    if (request.method === 'POST') return await takeForm(request, oauth, visitor, deps);
    return pageResponse(messagePage('Not possible', 'This page takes GET and POST.'), 405, {
      headers: new Headers({ allow: 'GET, POST' }),
    });
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    if (error.redirectTo !== undefined) return Response.redirect(error.redirectTo, 302);
    if (request.method === 'POST')
      await deps.events.record({ attempt: 'pin', result: 'failure', reason: 'stale_page', ...knownOf(visitor) });
    return stalePage();
  }
}

async function showPage(
  oauth: OAuthHelpers,
  request: AuthRequest,
  deps: AuthorizeDeps,
  problem?: string,
  status = 200,
): Promise<Response> {
  const details = await oauth.describeConsent(request);
  const { handle, headers } = await oauth.beginConsent(request);
  await deps.consents.start(handle);
  return pageResponse(consentPage(details, handle, problem), status, {
    headers,
    formTargets: [formTarget(request.redirectUri)],
  });
}

async function takeForm(
  request: Request,
  oauth: OAuthHelpers,
  visitor: Visitor,
  deps: AuthorizeDeps,
): Promise<Response> {
  const { success: mayTry } = await deps.attempts.limit({ key: addressKey(visitor.address) });
  if (!mayTry) {
    await deps.events.record({ attempt: 'pin', result: 'failure', reason: 'rate_limited', ...knownOf(visitor) });
    return tooManyPage();
  }
  const form = await readForm(request);
  if (form === undefined) return pageResponse(messagePage('Not accepted', 'The form is not one of this page.'), 413);
  const handle = form.get('handle') ?? '';
  if (!(await deps.consents.isRunning(handle))) {
    await deps.events.record({ attempt: 'pin', result: 'failure', reason: 'stale_page', ...knownOf(visitor) });
    return stalePage();
  }
  if (form.get('decision') !== 'allow') {
    const { headers } = await oauth.denyConsent(request, handle);
    await deps.events.record({ attempt: 'pin', result: 'failure', reason: 'denied', ...knownOf(visitor) });
    return new Response(null, { status: 302, headers });
  }
  const { request: asked, headers } = await oauth.approveConsent(request, handle, { scope: form.getAll('scope') });
  const clientId = asked.clientId;
  if (!(await isSameSecret(form.get('pin') ?? '', deps.pin))) {
    await deps.events.record({ attempt: 'pin', result: 'failure', reason: 'wrong_pin', clientId, ...knownOf(visitor) });
    return showPage(oauth, asked, deps, 'That is not the PIN.', 401);
  }
  const props: GrantProps = { agent: `${clientId}.${crypto.randomUUID().slice(0, 8)}`, owner: deps.owner, clientId };
  const { redirectTo } = await oauth.completeAuthorization({
    request: asked,
    userId,
    metadata: {},
    scope: asked.scope,
    props,
  });
  await deps.events.record({ attempt: 'pin', result: 'success', clientId: props.agent, ...knownOf(visitor) });
  headers.set('location', redirectTo);
  return new Response(null, { status: 302, headers });
}

/** Undefined for what is too long to be this page's form, or does not say how long it is. */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= longestForm)) return undefined;
  const form = await request.formData().catch(() => undefined);
  const fields = [...(form ?? [])].filter((field): field is [string, string] => typeof field[1] === 'string');
  return form === undefined ? undefined : new URLSearchParams(fields);
}

const stalePage = () =>
  pageResponse(
    messagePage(
      'This page no longer works',
      'It is too old, was used already, or was opened in another browser. Start again from your client.',
    ),
    400,
  );

const tooManyPage = () =>
  pageResponse(
    messagePage(
      'Too many attempts',
      `Five attempts a minute are allowed from one address. Try again in ${attemptWindowSeconds} seconds.`,
    ),
    429,
    { headers: new Headers({ 'retry-after': String(attemptWindowSeconds) }) },
  );
