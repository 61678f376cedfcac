import { describeDetector } from '../found-by.test.support.ts';
import { introducedPerson } from './introduced-person.ts';

describeDetector('persons after what they do or are', introducedPerson, {
  finds: [
    ['Ada Lovelace', 'signed by Ada Lovelace (today)'],
    ['Charles Babbage', 'patient Charles Babbage admitted'],
    ['Grace M. Hopper', 'assigned to Grace M. Hopper yesterday'],
    ['Jean-Luc de Vries', 'on behalf of Jean-Luc de Vries'],
  ],
  leaves: [
    'signed by Platform Team',
    'customer Acme Corp renewed',
    'customer Support',
    'patient portal release 3.2.1',
    'assigned to Node Two5',
    'assigned to orders-3',
  ],
});
