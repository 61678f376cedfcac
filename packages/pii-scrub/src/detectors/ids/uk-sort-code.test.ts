import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { ukSortCode } from './uk-sort-code.ts';

describeDetector('ukSortCode', createIdentityNumberDetector([ukSortCode]), {
  finds: [
    ['12-34-56', 'sort code 12-34-56'],
    ['12 34 56', 'sort code: 12 34 56'],
  ],
  leaves: ['12-34-56', 'on 12-34-56'],
});
