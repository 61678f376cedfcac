import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { vendorKey } from './vendor-key.ts';

const filler = 'EXAMPLEexample0123456789'.repeat(10);
/** Put together here, so that no secret scanner takes this file for a leak. */
const key = (prefix: string, length: number): string => prefix + filler.slice(0, length);

describe('keys that vendors mark', () => {
  test.each([
    ['sha256~aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_x-Y', 'sha256~aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_x-Y'],
    ['zpka_0123456789abcdef0123456789abcdef_14bbda4c', 'zpka_0123456789abcdef0123456789abcdef_14bbda4c'],
    [
      'dt0c01.AB34AB34AB34AB34AB34AB34.CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56',
      'dt0c01.AB34AB34AB34AB34AB34AB34.CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56CD56',
    ],
    [
      'sntrys_eyJa-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4',
      'sntrys_eyJa-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4a-B4',
    ],

    ['AWS', ['AKIA', 'EXAMPLEEXAMPLE23'].join('')],
    ['GitHub', key('ghp_', 36)],
    ['GitHub, fine-grained', key('github_pat_', 82)],
    ['GitLab', key('glpat-', 20)],
    ['Slack', key('xoxb-123456789012-', 24)],
    ['Stripe', key('sk_live_', 24)],
    ['OpenAI', key('sk-proj-', 48)],
    ['Anthropic', key('sk-ant-api03-', 90)],
    ['Google', key('AIza', 35)],
    ['npm', key('npm_', 36)],
    ['SendGrid', `${key('SG.', 22)}.${key('', 43)}`],
    ['Hugging Face', key('hf_', 34)],
    ['Vault', key('hvs.', 40)],
  ])('finds a key of %s [D1]', (_vendor, secret) => {
    expect(foundBy(vendorKey, `token "${secret}" leaked`)).toEqual([secret]);
  });

  test('finds the secret path of a webhook address [D1]', () => {
    const path = 'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX';
    expect(foundBy(vendorKey, `https://hooks.slack.com/services/${path}`)).toEqual([path]);
  });

  test.each([
    'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',

    '018DEPHH8HARQTDKY160E6PV34',
    '749ab091-4389-4b14-ab27-e28e8a8cf20a',
    'sha256:b2b41bc778c77a3f4e21374947c99307e2134a0e02e95bf5d6baf127eaa9db8e',
    'sk-test',
    'ghp_short',
    'AKIAlowercaselowercase',
    'task-management-service-implementation',
    'disk-usage-monitoring-agent-01',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(vendorKey, text)).toEqual([]);
  });
});
