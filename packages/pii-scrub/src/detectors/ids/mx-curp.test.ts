import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { mxCurp } from './mx-curp.ts';

describeDetector('mxCurp', createIdentityNumberDetector([mxCurp]), {
  finds: [['BOXW310820HNERXN09', 'CURP BOXW310820HNERXN09']],
  leaves: ['BOXW310820HNERXN08', 'BOXW311320HNERXN09'],
});
