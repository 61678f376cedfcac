import { expect, test } from 'vitest';
import { createStatementShapes, statementShape } from './statement-shape.ts';

const plain = "SELECT a FROM t WHERE id = 1 AND b = 'x'";

test.each([
  ['numbers', "SELECT a FROM t WHERE id = 4711.5e3 AND b = 'x'"],
  ['strings', "SELECT a FROM t WHERE id = 1 AND b = 'it''s -- /* longer'"],
  ['comments', "/* new */ SELECT a FROM t -- why\nWHERE id = 1 AND b = 'x' -- 2f1c"],
  ['escapes', "SELECT a FROM t WHERE id = 1 AND b = E'\\' it'"],
  ['blanks', "  SELECT a\n\tFROM t WHERE id = 1 AND b = 'x'\n"],
])('statements that differ only in their %s are of one shape [G8]', (_, sql) => {
  expect(statementShape(sql)).toBe(statementShape(plain));
});

test('lists of literals of any length are of one shape [G8]', () => {
  expect(statementShape("SELECT 1 IN (1, 2,3 , '4')")).toBe(statementShape('SELECT 1 IN (1)'));
});

test.each([
  ['a name', "SELECT a FROM u WHERE id = 1 AND b = 'x'"],
  ['a name in quotes', `SELECT a FROM "t" WHERE id = 1 AND b = 'x'`],
  ['an operator', "SELECT a FROM t WHERE id > 1 AND b = 'x'"],
  ['what follows a comment that a carriage return ends', "SELECT a FROM t WHERE id = 1 -- \r AND b = 'x' OR c"],
  ['what follows an escaped quote', "SELECT a FROM t WHERE id = 1 AND b = E'\\'' || c || ''"],
  ['digits of a name', "SELECT a1 FROM t WHERE id = 1 AND b = 'x'"],
])('statements that differ in %s are not [G8]', (_, sql) => {
  expect(statementShape(sql)).not.toBe(statementShape(plain));
});

test('a mark that opens what never ends is read once, however often it comes [G8]', () => {
  for (const mark of ['/*', '/', '*', "'", '"', '$$ /* ', '1', '-- ', '?,', "e'", "e'\\"])
    expect(statementShape(mark.repeat(100_000))).toHaveLength(64);
});

test('shapes that are kept are those of their own statements [G8]', () => {
  const shapeOf = createStatementShapes();
  const statements = Array.from({ length: 600 }, (_, index) => `SELECT a${index % 3} FROM t WHERE id = ${index}`);
  for (const sql of [...statements, ...statements]) expect(shapeOf(sql)).toBe(statementShape(sql));
});
