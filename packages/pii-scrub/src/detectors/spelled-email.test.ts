import { describeDetector } from '../found-by.test.support.ts';
import { spelledEmail } from './spelled-email.ts';

describeDetector('spelled e-mail addresses', spelledEmail, {
  finds: [
    ['ada(at)example(dot)com', 'to ada(at)example(dot)com'],
    ['ada [at] example.com', 'ada [at] example.com, please'],
    ['ada @ example.com', 'ada @ example.com'],
  ],
  leaves: ['look (at) this', 'a @ b', 'price @ 3', 'array[at] = x'],
});
