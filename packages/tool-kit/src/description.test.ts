import { expect, test } from 'vitest';
import { renderDescription } from './description.ts';

test('renders the four parts as one paragraph, each ending as a sentence [A3]', () => {
  const text = renderDescription({
    does: ' Lists things ',
    useWhen: 'you need a name!',
    notWhen: 'you have one, really?',
    returns: 'names.',
  });
  expect(text).toBe(
    'Lists things. Use it when you need a name! Do not use it when you have one, really? Returns names.',
  );
});
