import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { paymentCard } from './payment-card.ts';

describe('payment card numbers', () => {
  test.each([
    ['4242424242424242', 'card 4242424242424242 used'],
    ['4242 4242 4242 4242', 'pan: 4242 4242 4242 4242.'],
    ['3760-777864-85973', 'pay with 3760-777864-85973'],
    ['2223003122003222', '[2223003122003222]'],
    ['6011 9872 1197 5968', 'qty 4 card 6011 9872 1197 5968'],
    ['378282246310005', '1,378282246310005,x'],
    ['3530111333300000', '/cards/3530111333300000/charge'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(paymentCard, text)).toEqual([expected]);
  });

  test.each([
    '4242424242424241',
    'order 7179832697050394 shipped',
    'ts=1632299622930',
    'ISBN 978-6-42-001357-0',
    'bfa4242424242424242c',
    '0000000000000000',
    '4111.1111 1111-1111',
    '1.4242424242424242',
    '9999999999999995',
    'id 4242 4242',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(paymentCard, text)).toEqual([]);
  });
});
