import { describeDetector } from '../found-by.test.support.ts';
import { drivingLicence } from './driving-licence.ts';

describeDetector('driving licence numbers', drivingLicence, {
  finds: [
    ['MORGA657054SM9IJ', 'driving licence MORGA657054SM9IJ'],
    ['D1234567', "driver's license no: D1234567"],
    ['B072RRE2I55', 'Führerschein B072RRE2I55'],
    ['12AA34567', 'permis de conduire 12AA34567'],
    ['D1234567', 'DL: D1234567'],
  ],
  leaves: ['driver version 535.104.05', 'driver loaded 1234567', 'licence MIT', 'license 2.0', 'permission 12345678'],
});
