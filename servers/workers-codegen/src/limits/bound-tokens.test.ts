import { expect, test } from 'vitest';
import { boundTokens } from './bound-tokens.ts';

test.each([
  ['', 0],
  ['abc', 1],
  ['abcd', 2],
  ['createDriver', 4],
  ['a b', 2],
  ['a    b', 3],
  ['\n\t', 2],
  ['1234567890', 10],
  ['xqz', 3],
  ['a'.repeat(16), 6],
  ['a'.repeat(17), 17],
  ['é', 2],
  ['漢字', 6],
  ['😀', 4],
])('allows %j %i tokens [I5]', (text, tokens) => {
  expect(boundTokens(text)).toBe(tokens);
});

// What o200k_base and cl100k_base, two tokenisers in use, make of the text: the larger of both.
test.each<[name: string, counted: number, text: string]>([
  ['digits', 30, '644058755506140978043445936144592820085510054849895122134036409430600492182597236025073818'],
  [
    'decimal numbers',
    59,
    '5639460.121,9026986.315,9037560.839,1593733.158,6103541.528,9225030.026,4671473.379,4545138.871,9153179.190,6934174.479',
  ],
  ['base64', 70, 'EBZsBLqcS2Q3Cr+qD2B03wMIKJtQibS1iSSOGRjAl4nu/v0rQu5Gi0baRZfmj9b2nYmwyuygXKlrUBSr72tc3RCC4fmIBf0X'],
  ['base64url', 72, 'pQ6J2bSjBnW-CHMQ4Yro1zM2zqgOFcoA2Wm18vBAeNs0yqCNEPYkLruGJI52Y2FkvRRFrbttGYqiIEA5b3rsKJIU4BzVN2oH'],
  ['hex', 50, 'f69b7cff7c8477dbc61139566527f15cf42a0ca5cd8c81a409dbc45ae94e462271887144a16bdf3185604be1dabb427f'],
  ['base32', 63, 'CWOCCVZ4EDPBNQYJU3KABZQHVN5OGGJOKV7DXVOF736NJZJK5R76CZ5IBV7JHELIHIMU3KP53EQZ47S5RYOUEINHTZ'],
  [
    'lower-case letters at random',
    51,
    'svapqsqkagytpcgojzqyrbvwgatjxctqaarldmpvzxmkyfhfmyendsqcbcyuesgrxkekuxgoekqulnaprqfmoigjaa',
  ],
  [
    'letters and digits at random',
    70,
    'n6beN5o2toZh8C9ZrYd3cNr0jF8g9z4WRT3BC8BYmyVHLWy1sD8Xy0KuZVExoAvVeg4iNwDUv78St3hjei0veenqiO',
  ],
  ['signs at random', 61, '&!,""@"+$?_}<#"%);!..:@?{=!??)@*[*%@;}*]!+-~)&@]""%&.+=.;|)?;?<<"$@&]-!+=(~*(=)?*|.!|&_)?;'],
  [
    'minified code',
    85,
    '!function(e,t){"object"==typeof exports?t(exports):t((e=e||self).q={})}(this,function(e){var n,r=[],i=/\\d+/g;e.k=(t,o)=>{for(n=0;n<t.length;n++)r[n^1]=t[n]*o>>>2;return r.map(c=>c&&c.z?c.z(i):null)}});',
  ],
  [
    'code',
    41,
    'export function readPort(text: string): number {\n  const port = Number(text);\n  if (!Number.isInteger(port)) throw new Error(`not a port: ${text}`);\n  return port;\n}\n',
  ],
  [
    'prose',
    25,
    'Tokenisers of code come to three or four characters a token, so for prose this is rather too many than too few.',
  ],
  ['an emoji with joiners', 24, '👩‍👩‍👧‍👦🇩🇪'],
  ['ideographs that are rare', 19, '鱻麤靐龘齉爩灪厵'],
  ['Cyrillic letters at random', 42, 'ҁӀҊґшгӳЖӼӚЭӝӖ҅ЩЅѶҾҘыӛіҜГ'],
])('is not under what tokenisers make of %s: %i [I5]', (_name, counted, text) => {
  expect(boundTokens(text)).toBeGreaterThanOrEqual(counted);
});
