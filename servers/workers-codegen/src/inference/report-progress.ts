import type { Call } from '@mcp-chassis/tool-kit';
import type { OnText } from './read-event-stream.ts';

/** Characters between two notifications. */
const step = 400;

/** Tells the client, now and then, how much of the answer a model has written. */
export function reportProgress({ progress }: Pick<Call, 'progress'>, model: string): OnText {
  let told = 0;
  return (characters) => {
    if (characters < told + step && told > 0) return;
    if (characters === told) return;
    told = characters;
    progress(characters, undefined, `${model} has written ${characters} characters`);
  };
}
