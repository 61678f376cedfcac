import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { fiHetu } from './fi-hetu.ts';

describeDetector('fiHetu', createIdentityNumberDetector([fiHetu]), {
  finds: [
    ['161260-012V', 'hetu: 161260-012V'],
    ['280172-6691', 'verified henkilötunnus 280172-6691, ok'],
  ],
  leaves: [
    'hetu 140949-728C',
    'hetu 201063-268U',
    'hetu 271085-060J',
    'order 271141667C7 shipped',
    'id-271141-667C',
    'x271141-667C',
  ],
});
