import { describeDetector } from '../found-by.test.support.ts';
import { cryptoAddress } from './crypto-address.ts';

describeDetector('addresses of crypto currencies', cryptoAddress, {
  finds: [
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.'],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'send bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', 'eth 0x52908400098527886E0F7030069857D2E4169EE7'],
    ['rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', 'xrp rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh'],
    ['TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW', 'TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW'],
  ],
  leaves: [
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp',
    '0x5290840009852788',
    '0x9b1c1e3f5a7d9b1c1e3f5a7d9b1c1e3f5a7d9b1c1e3f5a7d9b1c1e3f5a7d9b1c',
    '694c5657a8c88857995711064634907da895c8f4',
  ],
});
