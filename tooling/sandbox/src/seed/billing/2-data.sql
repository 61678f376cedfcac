insert into app.accounts (owner_name, billing_email, vat_id, iban, terms, credit_limit, opened_on)
select pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), pg_temp.email(i),
  case when i % 3 = 0 then 'DE' || pg_temp.digits(i, 40, 9) end, pg_temp.iban(i),
  make_interval(days => (array[14, 30, 60])[1 + i % 3]), case when i % 2 = 0 then 1000 * (1 + i % 40) end, pg_temp.moment(i, 41)::date
from generate_series(1, pg_temp.rows_of(6000)) i;

insert into app.payment_methods (account_id, kind, card_number, card_holder, expires, iban)
select i, case when i % 3 = 0 then 'debit' else 'card' end, case when i % 3 > 0 then pg_temp.card(i) end,
  case when i % 3 > 0 then upper(pg_temp.first_name(i) || ' ' || pg_temp.last_name(i)) end,
  daterange('2024-01-01', date '2027-01-01' + pg_temp.pick(i, 42, 1000)), case when i % 3 = 0 then pg_temp.iban(i) end
from generate_series(1, pg_temp.rows_of(6000)) i;

insert into app.invoices (number, account_id, state, net, tax, recipient, remarks, issued_on)
select 700000 + i, 1 + pg_temp.pick(i, 43, pg_temp.rows_of(6000)), (enum_range(null::app.invoice_state))[1 + pg_temp.pick(i, 44, 5)],
  net, round(net * 0.19, 2),
  jsonb_build_object('name', pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), 'address', pg_temp.address(i), 'cc',
    jsonb_build_array(pg_temp.email(i), pg_temp.email(i + 1))), pg_temp.note(i), pg_temp.moment(i, 45)::date
from generate_series(1, pg_temp.rows_of(15000)) i, lateral (select (1000 + pg_temp.pick(i, 46, 400000)) / 100.0) n(net);
select setval('app.invoice_number_seq', max(number)) from app.invoices;

insert into app.payments (invoice_number, method_id, amount, gateway_response, memo, received_at)
select 700000 + i, 1 + pg_temp.pick(i, 47, pg_temp.rows_of(6000)), (1000 + pg_temp.pick(i, 46, 400000)) / 100.0,
  jsonb_build_object('id', 'ch_' || left(md5('p' || i), 24), 'status', 'succeeded', 'payer', pg_temp.email(i),
    'source', jsonb_build_object('pan', pan, 'last4', right(pan, 4)),
    'auth', 'Basic ' || encode(convert_to('shop:' || md5('s' || i), 'UTF8'), 'base64')),
  case when i % 4 = 0 then 'from ' || pg_temp.iban(i) else 'invoice ' || 700000 + i end, pg_temp.moment(i, 48)
from generate_series(1, pg_temp.rows_of(12000)) i, lateral (select pg_temp.card(i) offset 0) c(pan);

insert into app.rates (country, percent, valid)
values ('DE', 19, '[2021-01-01,)'), ('DE', 16, '[2020-07-01,2021-01-01)'), ('GB', 20, '[2011-01-04,)'), ('FR', 20, '[2014-01-01,)');

insert into ledger.entries (debit, credit, amount, narrative, booked_on)
select (array['1200','1400','6300'])[1 + i % 3], (array['8400','1776','1200'])[1 + i % 3], (100 + pg_temp.pick(i, 49, 90000)) / 100.0,
  case when i % 5 = 0 then 'Payout ' || pg_temp.first_name(i) || ' ' || pg_temp.last_name(i) || ' ' || pg_temp.iban(i)
    else 'Settlement ' || i end, date '2024-01-01' + i / 20
from generate_series(1, pg_temp.rows_of(15000)) i;
