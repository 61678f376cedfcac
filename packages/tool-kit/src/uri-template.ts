/** A template that URIs are matched with. */
export interface UriTemplate {
  /** The source of the regular expression: for JSON Schema's `pattern`. */
  readonly pattern: string;
  /** The value of each `{name}`, or undefined for a URI that is not of this template. */
  readonly match: (uri: string) => Readonly<Record<string, string>> | undefined;
}

const value = '([A-Za-z0-9_][A-Za-z0-9_.-]{0,62})';

/**
 * Parses `scheme://{first}/literal/{second}`. Every `{name}` is a whole segment, and each name is there once.
 *
 * @throws Error that names `owner` when the template is anything else.
 */
export function parseUriTemplate(owner: string, template: string): UriTemplate {
  const [, scheme, path] = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/.exec(template) ?? [];
  if (scheme === undefined || path === undefined) throw malformed(owner);
  const names: string[] = [];
  const segments = path.split('/').map((segment) => {
    const name = /^\{([a-z][a-z_]*)\}$/.exec(segment)?.[1];
    if (name === undefined && !/^[A-Za-z0-9_.-]+$/.test(segment)) throw malformed(owner);
    if (name === undefined) return escape(segment);
    if (names.includes(name)) throw malformed(owner);
    names.push(name);
    return value;
  });
  const expression = new RegExp(`^${escape(scheme)}:\\/\\/${segments.join('\\/')}$`, 'u');
  return {
    pattern: expression.source,
    match(uri) {
      const found = expression.exec(uri);
      return found === null ? undefined : Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? '']));
    },
  };
}

const escape = (literal: string) => literal.replace(/[.+]/g, '\\$&');

function malformed(owner: string): Error {
  return new Error(
    `${owner}: uriTemplate must look like scheme://{first}/{second}, each name once and a whole segment`,
  );
}
