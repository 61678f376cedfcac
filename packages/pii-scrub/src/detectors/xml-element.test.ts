import { expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { createNameRules } from '../name-rules.ts';
import { createXmlElementDetector } from './xml-element.ts';

const find = (text: string) => foundBy(createXmlElementDetector(createNameRules()), text);

test.each([
  ['<password>hunter2</password>', ['hunter2']],
  ['<first_name> Zoraida </first_name>', ['Zoraida']],
  ['<c:dateOfBirth type="date">1980-02-03</c:dateOfBirth>', ['1980-02-03']],
  ['<row><pin>1234</pin><api-key>abc</api-key></row>', ['1234', 'abc']],
])('finds what the names of elements tell in %s [D1]', (text, values) => {
  expect(find(text)).toEqual(values);
});

test.each([
  '<product_name>Walnut desk</product_name>',
  '<password>[password]</password>',
  '<password></password>',
  '<phone>on request</phone>',
  'a < password > b </ c',
  '<password>',
])('leaves %s [D2]', (text) => {
  expect(find(text)).toEqual([]);
});

test('reads hostile text in linear time', () => {
  expect(find('<password'.repeat(50_000))).toEqual([]);
  expect(find(`<password>${'x'.repeat(500_000)}`)).toEqual([]);
});
