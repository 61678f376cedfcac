import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { cnResidentId } from './cn-resident-id.ts';

describeDetector('cnResidentId', createIdentityNumberDetector([cnResidentId]), {
  finds: [
    ['440305198910139471', '身份证: 440305198910139471'],
    ['44030519840303232X', 'verified 身份证号 44030519840303232X, ok'],
  ],
  leaves: [
    '身份证 310104199110043884',
    '身份证 110101194007219054',
    '身份证 110101198902023420',
    'order 1101011977070756127 shipped',
    'id-110101197707075612',
    'x110101197707075612',
  ],
});
