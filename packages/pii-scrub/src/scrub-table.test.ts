import { expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubbed = (text: string): string => createScrubber().scrub(text).value;

test.each([
  ['id,first_name,email\n1,Ada,ada@example.org\n2,Bob,\n', 'id,first_name,email\n1,[person],[email]\n2,[person],\n'],
  ['id;Nachname;Ort\r\n1;"Lovelace, Ada";Oslo\r\n', 'id;Nachname;Ort\r\n1;"[person]";Oslo\r\n'],
  ['id\tssn\tnote\n1\t078051120\tcall ada@example.org', 'id\tssn\tnote\n1\t[ssn]\tcall [email]'],
])('cells are judged by the name of their column: %j [D1]', (text, expected) => {
  expect(scrubbed(text)).toBe(expected);
});

test.each([
  'id,product_name,total\n1,Desk,4.5',
  'Hello, world\nno table',
  'a,b\n1,2\n3,4',
  'password, token\nare both missing',
])('what is no table of persons stays: %j [D2]', (text) => {
  expect(scrubbed(text)).toBe(text);
});
