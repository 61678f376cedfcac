create view app.overdue as
  select i.number, i.gross, i.issued_on + a.terms as due_at, a.owner_name, a.billing_email as send_reminder_to
  from app.invoices i join app.accounts a on a.id = i.account_id
  where i.state = 'overdue';

create materialized view app.revenue_by_month as
  select date_trunc('month', issued_on)::date as month, count(*) as invoices, sum(gross) as gross from app.invoices group by 1;

create function app.balance_of(account int) returns numeric
  language sql stable
  return (select coalesce(sum(gross), 0) from app.invoices where account_id = account and state in ('open', 'overdue'));

create function app.next_invoice_number() returns bigint
  language sql volatile
  return nextval('app.invoice_number_seq');
comment on function app.next_invoice_number is 'Takes a number: never call it to look';
