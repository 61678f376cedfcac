import { describeDetector } from '../found-by.test.support.ts';
import { commandPassword } from './command-password.ts';

describeDetector('passwords of commands', commandPassword, {
  finds: [
    ['qwerty99', 'mysql -uroot -pqwerty99 shop'],
    ['qwerty99', 'mysqldump -h db -u app -pqwerty99 shop'],
    ['qwerty99', 'sshpass -p qwerty99 ssh host'],
    ['qwerty99', 'redis-cli -h cache -a qwerty99 ping'],
    ['qwerty99', 'curl -u admin:qwerty99 https://example.com'],
  ],
  leaves: [
    'mysql -uroot -p shop',
    'mysql -p$MYSQL_PWD',
    'curl -u admin https://example.com',
    'grep -p pattern',
    'mkdir -p folder',
  ],
});
