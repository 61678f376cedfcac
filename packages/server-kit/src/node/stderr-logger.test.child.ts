import { createStderrLogger } from './stderr-logger.ts';

const log = createStderrLogger('child');
for (let i = 0; i < Number(process.argv[2]); i += 1) log.info({ i, text: 'x'.repeat(100) }, 'a line');
process.exit(7);
