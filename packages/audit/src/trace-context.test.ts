import { expect, test } from 'vitest';
import { parseTraceparent } from './trace-context.ts';

const ids = { trace_id: '0af7651916cd43dd8448eb211c80319c', parent_id: 'b7ad6b7169203331' };

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', ids],
  ['cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', ids],
  ['ada@leak.test 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', undefined],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ada@leak.test', undefined],
  ['00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01', undefined],
  ['00-0af7651916cd43dd8448eb211c80319c-01', undefined],
  ['', undefined],
  [undefined, undefined],
])('the trace context %s is read as %o [C1]', (header, expected) => {
  expect(parseTraceparent(header)).toEqual(expected);
});
