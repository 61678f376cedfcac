import type { ConsentDescription } from '@cloudflare/workers-oauth-provider';
import { html, raw } from 'hono/html';
import { permissionNames, permissions } from './permissions.ts';
import { pageStyle } from './page-style.ts';

/** One page as a response. `formTargets` are the origins or schemes its form may end up at. */
export function pageResponse(
  body: string,
  status: number,
  {
    headers = new Headers(),
    formTargets = [],
  }: { readonly headers?: Headers; readonly formTargets?: readonly string[] } = {},
): Response {
  const nonce = crypto.randomUUID();
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('cache-control', 'no-store');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action ${["'self'", ...formTargets].join(' ')}; frame-ancestors 'none'; base-uri 'none'`,
  );
  return new Response(body.replace('<style>', `<style nonce="${nonce}">`), { status, headers });
}

/** Asks for the PIN: who wants in, where the code goes, and what it may do. Everything the client chose is escaped. */
export function consentPage(details: ConsentDescription, handle: string, problem?: string): string {
  const { clientName, redirectHost, redirectIsLoopback, scope: requested } = details;
  const scopes = permissionNames.map(
    (name) =>
      html`<label class="scope"
        ><input type="checkbox" name="scope" value="${name}" ${requested.includes(name) ? raw('checked') : ''} />
        <span>${permissions[name]} <code>${name}</code></span></label
      >`,
  );
  return page(
    'Allow access?',
    html`<h1>Allow access to this server?</h1>
      ${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
      <dl>
        <dt>Client</dt>
        <dd><bdi>${clientName}</bdi> <span class="hint">It registered itself; the name is not verified.</span></dd>
        <dt>Access goes to</dt>
        <dd>
          <strong><bdi>${redirectHost}</bdi></strong>
          ${redirectIsLoopback ? html`<span class="hint">A program on your own computer. Go on only if you just started it.</span>` : ''}
        </dd>
      </dl>
      <form method="post" action="/authorize">
        <input type="hidden" name="handle" value="${handle}" />
        <fieldset>
          <legend>It may</legend>
          ${scopes}
        </fieldset>
        <label for="pin">PIN</label>
        <input id="pin" name="pin" type="password" autocomplete="off" autocapitalize="off" spellcheck="false" />
        <div class="buttons">
          <button name="decision" value="allow">Allow</button>
          <button name="decision" value="deny" class="plain">Deny</button>
        </div>
      </form>`,
  );
}

/** Says what is wrong, and what to do. */
export function messagePage(title: string, text: string): string {
  return page(
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>`,
  );
}

function page(title: string, main: ReturnType<typeof html>): string {
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · workers-codegen</title>
          <style>
            ${raw(pageStyle)}
          </style>
        </head>
        <body>
          <main>${main}</main>
        </body>
      </html>`,
  );
}
