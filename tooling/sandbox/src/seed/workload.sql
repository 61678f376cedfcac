-- What pg_stat_statements shows: the seeding is forgotten, then follow a few statements of an ordinary day.
select pg_stat_statements_reset();

select count(*) from app.orders where status = 'paid';
select id, total from app.orders where customer_id = 17 order by placed_at desc limit 10;
select * from app.customer_summary where spent > 1000;
select month, sum(total) from app.mv_totals group by month;
select id from app.customers where email = 'ada.lovelace1@example.com';

-- Utility statements are kept with their literals: here is a password where nobody looks for one.
create role legacy_report nologin password 'Winter2024!legacy-report';
