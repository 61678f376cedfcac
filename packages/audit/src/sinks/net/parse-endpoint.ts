import { isLoopback } from './is-loopback.ts';

/**
 * Checks where a sink may send records: `https`, or `http` to a loopback host.
 *
 * @throws TypeError when the URL is another one or holds a user name or password. The URL is not repeated.
 */
export function parseEndpoint(url: string): URL {
  const endpoint = URL.canParse(url) ? new URL(url) : undefined;
  if (endpoint === undefined) throw new TypeError('audit: the url of a sink is not an absolute URL');
  if (endpoint.username !== '' || endpoint.password !== '') {
    throw new TypeError('audit: the url of a sink must hold no user name or password; give a token or a header');
  }
  if (endpoint.protocol === 'https:') return endpoint;
  if (endpoint.protocol === 'http:' && isLoopback(endpoint.hostname)) return endpoint;
  throw new TypeError('audit: the url of a sink must be https; http is for loopback hosts only');
}
