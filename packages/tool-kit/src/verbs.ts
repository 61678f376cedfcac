/** First words a tool's name may start with: actions an agent takes. */
export const verbs: ReadonlySet<string> = new Set(
  (
    'add analyze apply approve archive assign browse build calculate cancel check classify clone close compare compile ' +
    'compute configure confirm convert copy count create debug decline delete deploy describe diagnose diff disable ' +
    'discard download draft drain echo edit enable encode enqueue estimate evaluate execute explain export extend extract ' +
    'fetch filter find fix forecast format generate get grant grep import inspect install invite invoke issue join label ' +
    'link list load lock lookup measure merge migrate modify monitor move open parse pause plan post predict preview ' +
    'print probe promote propose publish purge push query queue read rebuild recommend record redeem refactor refresh ' +
    'register reject release remove rename render renew reopen repair replace replay report request resend reserve reset ' +
    'resize resolve restart restore resume retrieve retry revert review revoke roll rollback rotate run save scaffold ' +
    'scale scan schedule search select send set show simulate sort split start stop store subscribe suggest summarize ' +
    'suspend switch sync tag tail test track transfer transform translate trigger undo unlock unsubscribe update upgrade ' +
    'upload validate verify view wait watch write'
  ).split(' '),
);
