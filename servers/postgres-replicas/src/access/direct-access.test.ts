import { describeAccessAdapter } from './access-adapter.test.contract.ts';
import { createDirectAccess } from './direct-access.ts';

describeAccessAdapter('direct', createDirectAccess);
